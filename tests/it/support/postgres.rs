//! A throw-away PostgreSQL for the tests of one process.
//!
//! It is found on the machine, made in a temporary folder, reached over a socket in that folder and
//! removed when the process ends, however it ends: a small shell holds the other end of a pipe that
//! the operating system closes for us. It runs for an ordinary user and, as PostgreSQL refuses to
//! run for root, under another user's name for root.
//!
//! | variable | meaning |
//! | --- | --- |
//! | `KENG_TEST_POSTGRES=required` | a missing server is a failure and not a reason to skip |
//! | `KENG_TEST_POSTGRES_URL` | use this running server, whose user may make databases |

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

/// Makes and starts the cluster, says `ready`, and removes everything when its input ends.
const WATCHDOG: &str = include_str!("postgres.sh");

/// The server of this process, once a test has asked for it.
static SERVER: LazyLock<Option<Server>> = LazyLock::new(|| match Server::find_or_start() {
    Ok(server) => Some(server),
    Err(reason) if variable("KENG_TEST_POSTGRES").as_deref() == Some("required") => {
        panic!("KENG_TEST_POSTGRES=required, but {reason}")
    }
    Err(reason) => {
        // Written to the stream itself, because the test harness keeps what `eprintln!` prints.
        let _ = writeln!(
            io::stderr(),
            "\n=== POSTGRESQL SKIPPED: {reason}\n=== Tests run on SQLite only. Install PostgreSQL \
             (Debian: apt-get install postgresql) to run them on both.\n"
        );
        None
    }
});

/// The address of a fresh, empty database; `None` where there is no PostgreSQL.
pub async fn database() -> Option<String> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let server = SERVER.as_ref()?;
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("keng_test_{}_{number}", std::process::id());
    let mut connection = PgConnection::connect(&server.url("postgres"))
        .await
        .expect("the server answers");
    connection
        .execute(AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .await
        .expect("a database can be made");
    connection.close().await.expect("the connection closes");
    Some(server.url(&name))
}

enum Server {
    /// Somebody else's, by its address.
    Running(url::Url),
    /// Ours, by the folder of its socket. The pipe stays open as long as this process lives.
    Own { folder: PathBuf, _pipe: ChildStdin },
}

impl Server {
    fn find_or_start() -> Result<Self, String> {
        if let Some(url) = variable("KENG_TEST_POSTGRES_URL") {
            let url = url::Url::parse(&url).map_err(|error| error.to_string())?;
            return Ok(Self::Running(url));
        }
        let programs = find_programs().ok_or("initdb was not found on this machine")?;
        // Not TMPDIR: the path of a socket has at most 107 bytes, and another user must get there.
        let folder = tempfile::Builder::new()
            .prefix("keng-postgres-")
            .tempdir_in("/tmp")
            .map_err(|error| format!("no temporary folder: {error}"))?
            .keep();
        start(&programs, &folder).inspect_err(|_| {
            // The watchdog may have removed it already.
            let _ = fs::remove_dir_all(&folder);
        })
    }

    fn url(&self, database: &str) -> String {
        match self {
            Self::Running(url) => {
                let mut url = url.clone();
                url.set_path(database);
                url.to_string()
            }
            Self::Own { folder, .. } => {
                let folder = folder.display();
                format!("postgres://keng@localhost/{database}?host={folder}")
            }
        }
    }
}

fn start(programs: &Path, folder: &Path) -> Result<Server, String> {
    let user = if is_root(folder) {
        Some(unprivileged_user().ok_or("root has no user `postgres` or `nobody` to run it")?)
    } else {
        None
    };
    let mut command = Command::new("sh");
    command.args(["-c", WATCHDOG, "keng-test-postgres"]);
    command.arg(programs).arg(folder);
    if let Some((uid, gid)) = user {
        chown(folder, Some(uid), Some(gid)).map_err(|error| format!("chown: {error}"))?;
        command.args([uid.to_string(), gid.to_string()]);
    }
    // In a group of its own, it outlives a Ctrl-C long enough to clean up.
    let mut watchdog = command
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .process_group(0)
        .spawn()
        .map_err(|error| format!("sh: {error}"))?;
    let pipe = watchdog.stdin.take().ok_or("no pipe to the watchdog")?;
    let output = watchdog.stdout.take().ok_or("no pipe from the watchdog")?;
    let mut said = Vec::new();
    for line in BufReader::new(output).lines() {
        let line = line.map_err(|error| error.to_string())?;
        if line == "ready" {
            return Ok(Server::Own {
                folder: folder.to_owned(),
                _pipe: pipe,
            });
        }
        said.push(line);
    }
    Err(format!(
        "the server of {} did not start:\n{}",
        programs.display(),
        said.join("\n")
    ))
}

/// The folder of `initdb` and its companions: the newest of Debian's, the one `pg_config` names, or
/// one on the path.
fn find_programs() -> Option<PathBuf> {
    let mut candidates: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    candidates.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    let named = Command::new("pg_config").arg("--bindir").output().ok();
    let named = named
        .and_then(|output| String::from_utf8(output.stdout).ok())
        .map(|folder| PathBuf::from(folder.trim()));
    let path = variable("PATH").unwrap_or_default();
    candidates
        .into_iter()
        .map(|(_, folder)| folder)
        .chain(named)
        .chain(std::env::split_paths(&path))
        .find(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file())
}

/// Whether this process is root: it owns what it makes.
fn is_root(own_folder: &Path) -> bool {
    fs::metadata(own_folder).is_ok_and(|folder| folder.uid() == 0)
}

/// Number and group of a user that exists for such purposes.
fn unprivileged_user() -> Option<(u32, u32)> {
    let users = fs::read_to_string("/etc/passwd").ok()?;
    ["postgres", "nobody"].iter().find_map(|wanted| {
        users.lines().find_map(|line| {
            let fields: Vec<_> = line.split(':').collect();
            match fields.as_slice() {
                [name, _, uid, gid, ..] if name == wanted => {
                    Some((uid.parse().ok()?, gid.parse().ok()?))
                }
                _ => None,
            }
        })
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "these variables steer the tests and are no settings of the product"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[tokio::test]
async fn each_call_gives_a_database_of_its_own() {
    let (Some(one), Some(two)) = (database().await, database().await) else {
        return;
    };
    assert_ne!(one, two);
    for url in [one, two] {
        let mut connection = PgConnection::connect(&url).await.expect("a connection");
        connection
            .execute("CREATE TABLE same_name (id BIGINT)")
            .await
            .expect("an empty database");
    }
}
