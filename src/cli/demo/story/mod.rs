//! `keng demo --story`: the main job, played by itself. Every step looks at what people see; the
//! program ends with 0 only if all of it happened.

mod teller;

use std::time::{Duration, Instant};

use self::teller::{Teller, alone, within};
use super::Town;
use super::document::{DOCX, Document, FILE, NUMBER};
use super::town::{self, NEWCOMER};
use crate::app::Rules;
use crate::cli::Failure;
use crate::clock::Clock;

const CHAIR: &str = "Trần Thị Minh Bình";
const DEPUTY: &str = "Lê Quang Dũng";
const LAN: &str = "Nguyễn Ngọc Lan";
const NAM: &str = "Võ Văn Nam";
const RIN: &str = "Hồ Văn Rin";
const KHANG: &str = "Vũ Đình Khang";
const RESIDENT: &str = "Bùi Thị Hạnh";
const BLOCKED: &str = "Trịnh Văn Quyết";
const WITHOUT_TELEGRAM: &str = "Đinh Thị Xuân";
const GROUP: &str = "Cán bộ phường Bến Sứ";
const NEWCOMERS_GROUP: &str = super::setup::NEWCOMERS_GROUP;

/// Moves a clock to the next morning on which people work: nobody is reminded at night, and a
/// story should not depend on when it is told.
pub fn begin_in_the_morning(clock: &Clock) {
    let calendar = Rules::default().calendar;
    let tomorrow = calendar.working_days_after(calendar.local(clock.now()).date_naive(), 1);
    let morning = calendar.instant(tomorrow.and_time(calendar.opens));
    let left = u64::try_from(morning.saturating_sub(clock.now())).unwrap_or_default();
    clock.advance(Duration::from_millis(left));
}

/// Tells it.
///
/// # Errors
/// A sentence that says what did not happen.
pub async fn tell(town: &Town) -> Result<(), Failure> {
    let begun = Instant::now();
    println!(
        "🔔 Một ngày ở {}: mọi tin dưới đây là tin thật của bot, trên Telegram mô phỏng.",
        town::CITY
    );
    let mut teller = Teller::new(town);
    directive_comes_in(&mut teller, town).await?;
    recipients_are_chosen(&mut teller).await?;
    second_leader_approves(&mut teller).await?;
    receipts_come_back(&mut teller).await?;
    who_has_not_confirmed_is_reminded(&mut teller, town).await?;
    a_task_is_done(&mut teller).await?;
    let code = the_chair_follows(&mut teller).await?;
    a_resident_checks(&mut teller, &code).await?;
    a_newcomer_joins(&mut teller).await?;
    telegram_has_no_complaint(town)?;
    println!(
        "\n✅ Trọn vẹn trong {:.1} giây: chỉ thị vào, duyệt, gửi, xác nhận, nhắc, làm xong, báo cáo.",
        begun.elapsed().as_secs_f32()
    );
    Ok(())
}

/// A file becomes a card.
async fn directive_comes_in(teller: &mut Teller<'_>, town: &Town) -> Result<(), Failure> {
    teller.chapter("Chỉ thị vào");
    let now = town.ground.clock.now();
    let document = Document::new(&town.bot.rules.calendar, now).docx()?;
    teller.sends(alone(CHAIR), &format!("{FILE}.docx"), DOCX, document)?;
    let read = [NUMBER, "Nhiệm vụ (5)", "Công an thành phố", "Trình duyệt"];
    teller.sees(alone(CHAIR), &read).await?;
    Ok(())
}

/// The head count says how many get it, and who cannot be reached.
async fn recipients_are_chosen(teller: &mut Teller<'_>) -> Result<(), Failure> {
    teller.chapter("Chọn nơi nhận");
    teller.taps(alone(CHAIR), "Nơi nhận").await?;
    teller.glances(alone(CHAIR), &["0 đơn vị"]).await?;
    teller.taps(alone(CHAIR), "Cả cấp dưới").await?;
    let counted = ["12 đơn vị · 36 cán bộ, 1 chưa kết nối, 1 không tới được"];
    teller.glances(alone(CHAIR), &counted).await?;
    teller.taps(alone(CHAIR), "Quay lại").await?;
    Ok(())
}

/// Nobody lets his own work out.
async fn second_leader_approves(teller: &mut Teller<'_>) -> Result<(), Failure> {
    teller.chapter("Trình, và một lãnh đạo khác duyệt");
    teller.taps(alone(CHAIR), "Trình duyệt").await?;
    let asked = ["trình duyệt", NUMBER, "36 cán bộ", "Duyệt", "Trả lại"];
    teller.glances(alone(DEPUTY), &asked).await?;
    teller.taps(alone(DEPUTY), "Duyệt").await?;
    teller.glances(alone(CHAIR), &["Đã phát hành"]).await?;
    Ok(())
}

/// In private, in the group, with a remark, and once too often.
async fn receipts_come_back(teller: &mut Teller<'_>) -> Result<(), Failure> {
    teller.chapter("Cán bộ nhận và xác nhận");
    let own_task = [NUMBER, "Nhiệm vụ của Phường Bến Sứ", "Đã nhận"];
    teller.sees(alone(LAN), &own_task).await?;
    teller.taps(alone(LAN), "Đã nhận").await?;
    teller.glances(alone(LAN), &["đã xác nhận lúc"]).await?;
    let in_group = within(GROUP, NAM);
    teller.glances(in_group, &["Đã xác nhận 1/3"]).await?;
    teller.taps(in_group, "Đã nhận").await?;
    teller.glances(in_group, &["Đã xác nhận 2/3"]).await?;
    teller.taps(in_group, "Đã nhận").await?;
    teller.is_told(in_group, "đã xác nhận lúc").await?;
    teller.finds(alone(RIN), &[NUMBER]).await?;
    teller.taps(alone(RIN), "Có ý kiến").await?;
    teller.glances(alone(RIN), &["viết ý kiến"]).await?;
    let remark = "Thôn 3 sóng yếu, xin thêm một loa tay để báo cháy.";
    teller.writes(alone(RIN), remark)?;
    teller.glances(alone(RIN), &["kèm ý kiến", remark]).await?;
    Ok(())
}

/// In working time, and only who has not confirmed.
async fn who_has_not_confirmed_is_reminded(
    teller: &mut Teller<'_>,
    town: &Town,
) -> Result<(), Failure> {
    teller.chapter("Ai chưa xác nhận thì được nhắc, ai xác nhận rồi thì không");
    teller.finds(alone(KHANG), &[NUMBER, "Đã nhận"]).await?;
    let rules = &town.bot.rules;
    let now = town.ground.clock.now();
    let first = rules.reminders.next_receipt(&rules.calendar, now, now);
    let first = first.ok_or_else(|| Failure::new("the town reminds nobody"))?;
    teller.passes(first.at, "Đến giờ nhắc đầu tiên");
    teller.sees(alone(KHANG), &["Nhắc lần 1", NUMBER]).await?;
    teller.sees_no(alone(LAN), "Nhắc lần")?;
    teller.taps(alone(KHANG), "Đã nhận").await?;
    teller.glances(alone(KHANG), &["đã xác nhận lúc"]).await?;
    Ok(())
}

/// A cadre reports what came of it.
async fn a_task_is_done(teller: &mut Teller<'_>) -> Result<(), Failure> {
    teller.chapter("Nhiệm vụ đã xong");
    teller.writes(alone(LAN), "/nhiemvu")?;
    teller
        .sees(alone(LAN), &["Nhiệm vụ của anh/chị (2)"])
        .await?;
    teller.taps(alone(LAN), "1").await?;
    teller.sees(alone(LAN), &["Nhiệm vụ 3", "Đã xong"]).await?;
    teller.taps(alone(LAN), "Đã xong").await?;
    teller.glances(alone(LAN), &["Kết quả thế nào?"]).await?;
    let result = "Đã bố trí 2 tổ phân luồng ở cổng trường, 6 giờ 30 và 16 giờ 30 hằng ngày.";
    teller.writes(alone(LAN), result)?;
    teller
        .glances(alone(LAN), &["báo xong lúc", result])
        .await?;
    Ok(())
}

/// The live card, what is behind it, and the list for the file. Answers the directive's code.
async fn the_chair_follows(teller: &mut Teller<'_>) -> Result<String, Failure> {
    teller.chapter("Người phát hành theo dõi");
    let counts = ["4 đã xác nhận", "2 không tới được", "Nhiệm vụ: 1/"];
    let card = teller.sees(alone(CHAIR), &counts).await?;
    let code = card
        .text
        .split_once("Mã kiểm tra: ")
        .and_then(|(_, rest)| rest.split_whitespace().next())
        .ok_or_else(|| Failure::new("the card shows no code"))?
        .to_owned();
    for (who, why) in [
        (BLOCKED, "không tới được (đã chặn bot)"),
        (WITHOUT_TELEGRAM, "không tới được (chưa kết nối)"),
    ] {
        let line = format!("{who}: {why}");
        teller.taps(alone(CHAIR), "Chưa nhận").await?;
        teller.leafs(alone(CHAIR), "Tiếp", &line).await?;
        teller.taps(alone(CHAIR), "Quay lại").await?;
    }
    teller.taps(alone(CHAIR), "Ý kiến (1)").await?;
    teller.glances(alone(CHAIR), &[RIN, "loa tay"]).await?;
    teller.taps(alone(CHAIR), "Quay lại").await?;
    teller.taps(alone(CHAIR), "Nhiệm vụ").await?;
    teller
        .glances(alone(CHAIR), &["1/2 đơn vị đã xong"])
        .await?;
    teller.taps(alone(CHAIR), "Quay lại").await?;
    teller.taps(alone(CHAIR), "Xuất Excel").await?;
    let sheet = teller.sees(alone(CHAIR), &[".xlsx", "đã xác nhận"]).await?;
    match sheet.document {
        Some(file) if file.bytes.starts_with(b"PK") => Ok(code),
        _ => Err(Failure::new("Tệp Excel không phải là tệp Excel.")),
    }
}

/// Anybody may ask whether a message is official.
async fn a_resident_checks(teller: &mut Teller<'_>, code: &str) -> Result<(), Failure> {
    teller.chapter("Người dân kiểm tra tin");
    let typed = code.replace('-', "").to_lowercase();
    teller.writes(alone(RESIDENT), &format!("/kiemtra {typed}"))?;
    let official = ["Tin chính thức, còn hiệu lực", NUMBER, code];
    teller.sees(alone(RESIDENT), &official).await?;
    Ok(())
}

/// From nobody to a cadre: one tap opens the invitation, one agrees to what is kept.
async fn a_newcomer_joins(teller: &mut Teller<'_>) -> Result<(), Failure> {
    teller.chapter("Người mới vào đúng đơn vị, sau khi đồng ý");
    teller.opens_link(within(NEWCOMERS_GROUP, NEWCOMER))?;
    let asked = ["Phường Hoa Sim", "91/2025/QH15", "Không đồng ý"];
    teller.sees(alone(NEWCOMER), &asked).await?;
    teller.taps(alone(NEWCOMER), super::setup::AGREE).await?;
    let joined = ["Phan Gia Huy", "Phường Hoa Sim", "Cán bộ"];
    teller.sees(alone(NEWCOMER), &joined).await?;
    Ok(())
}

/// Nothing that the bot sent was against the Bot API's own definition.
fn telegram_has_no_complaint(town: &Town) -> Result<(), Failure> {
    let complaints = town.world.violations();
    match complaints.first() {
        None => Ok(()),
        Some(first) => Err(Failure::new(format!("Telegram would refuse: {first}"))),
    }
}
