//! `keng demo`: the whole product with no token and no network.
//!
//! A simulated Telegram with the phones of a made-up town, the bot as `keng serve` runs it, and
//! the pages, all in one process on a database in a temporary folder.

mod document;
mod setup;
mod story;
mod town;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use tokio::net::TcpListener;

use self::setup::Cast;
use super::Failure;
use super::compose::{self, Ground, Parts};
use super::lifecycle::{End, Lifecycle, Signals};
use crate::clock::Clock;
use crate::config::Settings;
use crate::sim::{self, Served, World};
use crate::telegram::Bot;
use crate::telemetry;

/// How long finishing may take after Ctrl-C: nobody waits for a toy.
const PATIENCE: Duration = Duration::from_secs(2);
/// How fast time passes while the story plays, so that nobody waits for Telegram's limits.
const STORY_SPEED: u32 = 60;
/// How long a press may be answered, on the machine's clock.
const PRESS_LIFETIME: Duration = Duration::from_secs(60);

/// Shows everything in the browser, with no token and no network.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Where the page with the phones is
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8088")]
    pub listen: SocketAddr,
    /// How many seconds of the town pass in a second
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub speed: u32,
    /// Plays the main job by itself, prints what each person sees, and ends
    #[arg(long)]
    pub story: bool,
    /// Keeps database and files in this folder, which must be empty
    #[arg(long, value_name = "FOLDER")]
    pub keep: Option<PathBuf>,
}

/// The town while it lives.
pub struct Town {
    /// The simulated Telegram.
    pub world: World,
    /// Everybody's phones.
    pub cast: Cast,
    /// What the bot stands on.
    pub ground: Ground,
    /// The bot.
    pub bot: Bot,
    /// Where the public pages are, without a slash at the end.
    pub pages: String,
    /// The bot's side of the simulator; dropped, it stops.
    _api: Served,
}

/// Runs the command: until Ctrl-C, or until the story is told.
///
/// # Errors
/// If something cannot start, or the story does not go as it should.
pub async fn run(args: &DemoArgs) -> Result<(), Failure> {
    telemetry::start_logging("warn", false)?;
    let mut signals = Signals::listen()?;
    let home = Home::make(args.keep.as_deref())?;
    let page = TcpListener::bind(args.listen)
        .await
        .map_err(|error| Failure::new(taken(args.listen, &error)))?;
    let address = page.local_addr()?;
    let whole = Lifecycle::default();
    let speed = match args.story {
        true => args.speed.max(STORY_SPEED),
        false => args.speed,
    };
    let clock = Clock::scaled(i64::from(speed));
    if args.story {
        story::begin_in_the_morning(&clock);
    }
    // The town outlives the attempt to play in it: the bot needs its Telegram to finish.
    let mut opened = None;
    let playing = async {
        let town = opened.insert(open(&home, clock, speed, address, &whole).await?);
        serve_page(&town.world, page, &whole);
        if args.story {
            return story::tell(town).await;
        }
        announce(address, &town.pages, &home);
        whole.stop.cancelled().await;
        Ok(())
    };
    let ended = tokio::select! {
        ended = playing => ended,
        _ = signals.next() => Ok(()),
    };
    whole.stop.cancel();
    match whole.run(signals, PATIENCE).await {
        End::Broken => Err(Failure::new("a part of the demo stopped by itself")),
        End::Orderly | End::CutOff => ended,
    }
}

/// Opens the town: everybody is in when this comes back.
async fn open(
    home: &Home,
    clock: Clock,
    speed: u32,
    address: SocketAddr,
    whole: &Lifecycle,
) -> Result<Town, Failure> {
    let world = World::with_bot(clock.clone(), World::TOKEN, town::BOT);
    world.set_speed(speed);
    world.set_press_lifetime(PRESS_LIFETIME * speed);
    let api = sim::spawn(world.clone()).await?;
    let listener = beside(address).await?;
    let pages = format!("http://{}", reachable(listener.local_addr()?));
    let settings = settings(&home.folder, &api.url, &pages)?;
    let ground = Ground::open(settings, clock, Parts::ALL).await?;
    ground.start_web(listener, whole);
    let mut cast = setup::hand_out_phones(&world);
    let codes = setup::import_rosters(&ground.store, ground.clock.now()).await?;
    let bot = ground.bot(compose::api(&ground.settings)?, town::BOT)?;
    ground.start_work(&bot, whole);
    setup::everybody_joins(&world, &cast, &ground, &codes).await?;
    setup::open_groups(&world, &mut cast, &ground, &bot.rules).await?;
    setup::expect_newcomer(&world, &mut cast, &ground).await?;
    setup::furnish(&world, &ground, &bot.rules, &pages)?;
    Ok(Town {
        world,
        cast,
        ground,
        bot,
        pages,
        _api: api,
    })
}

/// The town's settings: nothing of the machine's own is read, so that it is the same everywhere.
fn settings(home: &Path, api: &str, pages: &str) -> Result<Settings, Failure> {
    // In an address, these two signs would mean something else.
    let path = home.display().to_string();
    let path = path.replace('%', "%25").replace('?', "%3F");
    let database = format!("sqlite://{path}/keng.db");
    let files = format!("file://{}/files", home.display());
    Ok(Settings::from_parts(
        "",
        &[
            ("KENG_TELEGRAM__TOKEN", World::TOKEN),
            ("KENG_TELEGRAM__USERNAME", town::BOT),
            ("KENG_TELEGRAM__API_URL", api),
            ("KENG_DATABASE__URL", &database),
            ("KENG_FILES__URL", &files),
            ("KENG_WEB__PUBLIC_URL", pages),
            ("KENG_ORG__NAME", town::CITY),
        ],
    )?)
}

fn serve_page(world: &World, listener: TcpListener, whole: &Lifecycle) {
    let (world, stop) = (world.clone(), whole.stop.clone());
    whole.spawn("the page", async move {
        if let Some(Err(error)) = stop.run_until_cancelled(sim::serve(world, listener)).await {
            tracing::error!(%error, "the page failed: {error}");
        }
    });
}

/// The next port for the public pages, or any that is free.
async fn beside(address: SocketAddr) -> Result<TcpListener, Failure> {
    let port = address.port().checked_add(1).unwrap_or_default();
    let next = SocketAddr::new(address.ip(), port);
    if let Ok(listener) = TcpListener::bind(next).await {
        return Ok(listener);
    }
    Ok(TcpListener::bind(SocketAddr::new(address.ip(), 0)).await?)
}

/// An address that can be opened on this machine: 0.0.0.0 is none.
fn reachable(address: SocketAddr) -> SocketAddr {
    match address.ip().is_unspecified() {
        true => SocketAddr::from((Ipv4Addr::LOCALHOST, address.port())),
        false => address,
    }
}

fn taken(address: SocketAddr, error: &std::io::Error) -> String {
    format!(
        "Không mở được {address} ({error}). Hãy chọn cổng khác: keng demo --listen 127.0.0.1:8090\n\
         {address} cannot be opened. Choose another port: keng demo --listen 127.0.0.1:8090"
    )
}

fn announce(address: SocketAddr, pages: &str, home: &Home) {
    let place = match home.temporary {
        Some(_) => "thư mục tạm, xoá khi dừng / a temporary folder, removed at the end".to_owned(),
        None => home.folder.display().to_string(),
    };
    println!(
        "\n🔔 Kẻng đang chạy: {} có {} người, không cần mạng.\n   Kẻng is running: a made-up town, \
         no token, no network.\n\n   Mở trang / open:      http://{}\n   Kiểm tra mã / check:  \
         {pages}/verify\n   Dữ liệu / data:       {place}\n   Dừng / stop:          Ctrl-C\n",
        town::CITY,
        town::PEOPLE.len() + 1,
        reachable(address),
    );
}

/// Where the town's database and files are.
struct Home {
    folder: PathBuf,
    /// Removes the folder when it goes.
    temporary: Option<tempfile::TempDir>,
}

impl Home {
    fn make(keep: Option<&Path>) -> Result<Self, Failure> {
        let Some(folder) = keep else {
            let temporary = tempfile::Builder::new().prefix("keng-demo-").tempdir()?;
            return Ok(Self {
                folder: temporary.path().to_owned(),
                temporary: Some(temporary),
            });
        };
        let cannot = |error: std::io::Error| Failure::new(format!("{}: {error}", folder.display()));
        std::fs::create_dir_all(folder).map_err(cannot)?;
        // The phones live in memory only: an old database would know messages that are gone.
        if std::fs::read_dir(folder).map_err(cannot)?.next().is_some() {
            return Err(Failure::new(format!(
                "{}: thư mục này không trống; hãy chọn thư mục khác / not empty, choose another",
                folder.display()
            )));
        }
        Ok(Self {
            folder: std::path::absolute(folder).map_err(cannot)?,
            temporary: None,
        })
    }
}
