//! Invitations as a workbook to print: a sheet for each unit, a row with a picture for each person.

use std::collections::BTreeSet;

use rust_xlsxwriter::{
    Format, FormatAlign, FormatBorder, Image, ObjectMovement, Workbook, Worksheet, XlsxError,
};

use super::xlsx::{MAX_TITLE, fill, title};
use super::{SheetError, Table};

/// The widths of the columns in pixels: picture, name, office, address.
const WIDTHS: [u32; 4] = [136, 190, 180, 230];
/// How high the row of a person is, in points: room for a code of 2.7 cm with its white margin.
const ROW: f64 = 98.0;
/// How large the code is and where in its cell it stands, in pixels: between the lines to cut along.
const CODE: u32 = 122;
const CODE_AT: (u32, u32) = (7, 4);
/// How high the lines above the people are, in points.
const HEAD: [f64; 2] = [28.0, 16.0];
/// Signs that fit on one printed line above the people, about.
const LINE: usize = 95;
/// How high one printed line is, in points.
const LINE_HEIGHT: f64 = 15.5;
/// A4, as spreadsheets number paper.
const A4: u8 = 9;

/// The people of one unit.
#[derive(Clone, Debug)]
pub struct SlipSheet {
    /// The unit's name: the sheet's name and its first line.
    pub unit: String,
    /// The lines below it: what this is, what to do.
    pub lines: Vec<String>,
    /// The headings of the columns: code, name, office, address.
    pub headings: [String; 4],
    /// The people.
    pub slips: Vec<SlipRow>,
}

/// One person.
#[derive(Clone, Debug)]
pub struct SlipRow {
    /// The QR code, as PNG.
    pub code: Vec<u8>,
    /// The name.
    pub name: String,
    /// The office or the role.
    pub title: String,
    /// The address.
    pub address: String,
}

/// The workbook: the list of all as its first sheet, then a sheet for each unit, ready to print on
/// A4.
///
/// # Errors
/// If there are more rows or longer texts than a workbook may have, or a code is no picture.
pub fn slips(list: &Table, sheets: &[SlipSheet]) -> Result<Vec<u8>, SheetError> {
    let mut book = Workbook::new();
    write(&mut book, list, sheets)
        .and_then(|()| book.save_to_buffer())
        .map_err(|error| SheetError(error.to_string()))
}

fn write(book: &mut Workbook, list: &Table, sheets: &[SlipSheet]) -> Result<(), XlsxError> {
    let mut names = BTreeSet::new();
    names.insert(title(&list.title).to_lowercase());
    let first = book.add_worksheet();
    fill(first, list)?;
    first.set_paper_size(A4).set_landscape();
    first.set_print_fit_to_pages(1, 0);
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(unique(&sheet.unit, &mut names))?;
        draw(page, sheet)?;
    }
    Ok(())
}

/// A name that no other sheet has; spreadsheets do not tell capitals from small letters.
fn unique(unit: &str, names: &mut BTreeSet<String>) -> String {
    let plain = title(unit);
    let mut name = plain.clone();
    let mut number = 2;
    while !names.insert(name.to_lowercase()) {
        let ending = format!(" ({number})");
        let room = MAX_TITLE - ending.chars().count();
        name = plain.chars().take(room).collect::<String>() + &ending;
        number += 1;
    }
    name
}

fn draw(page: &mut Worksheet, sheet: &SlipSheet) -> Result<(), XlsxError> {
    let middle = Format::new()
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    let cut = middle
        .clone()
        .set_border_bottom(FormatBorder::Dashed)
        .set_border_top(FormatBorder::Dashed);
    let name = cut.clone().set_bold().set_font_size(13);
    let small = cut.clone().set_font_size(9);
    for (column, width) in (0_u16..).zip(WIDTHS) {
        page.set_column_width_pixels(column, width)?;
    }
    let top = above(page, sheet)?;
    for (row, slip) in (top..).zip(&sheet.slips) {
        page.set_row_height(row, ROW)?;
        page.write_blank(row, 0, &cut)?;
        let code = Image::new_from_buffer(&slip.code)?
            .set_alt_text(&slip.address)
            .set_scale_to_size(CODE, CODE, true)
            .set_object_movement(ObjectMovement::MoveAndSizeWithCells);
        page.insert_image_with_offset(row, 0, &code, CODE_AT.0, CODE_AT.1)?;
        page.write_string_with_format(row, 1, &slip.name, &name)?;
        let place = format!("{}\n{}", slip.title, sheet.unit);
        page.write_string_with_format(row, 2, place, &cut)?;
        page.write_string_with_format(row, 3, &slip.address, &small)?;
    }
    let people = u32::try_from(sheet.slips.len()).unwrap_or(u32::MAX);
    page.set_print_area(0, 0, top.saturating_add(people).saturating_sub(1), 3)?;
    page.set_repeat_rows(top - 1, top - 1)?;
    page.set_paper_size(A4);
    page.set_print_fit_to_pages(1, 0);
    page.set_print_center_horizontally(true);
    page.set_margins(0.45, 0.45, 0.5, 0.6, 0.3, 0.3);
    page.set_footer("&C&P/&N");
    Ok(())
}

/// The lines above the people and the headings of the columns. Answers the first row of people.
fn above(page: &mut Worksheet, sheet: &SlipSheet) -> Result<u32, XlsxError> {
    let large = Format::new().set_bold().set_font_size(16);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let heading = Format::new()
        .set_bold()
        .set_align(FormatAlign::VerticalCenter)
        .set_border_bottom(FormatBorder::Thin);
    page.merge_range(0, 0, 0, 3, &sheet.unit, &large)?;
    page.set_row_height(0, HEAD[0])?;
    let mut row = 1;
    for line in &sheet.lines {
        page.merge_range(row, 0, row, 3, line, &wrapped)?;
        let lines = line.chars().count().div_ceil(LINE).max(1) as f64;
        page.set_row_height(row, lines * LINE_HEIGHT)?;
        row += 1;
    }
    for (column, words) in (0_u16..).zip(&sheet.headings) {
        page.write_string_with_format(row, column, words, &heading)?;
    }
    page.set_row_height(row, HEAD[1] + 4.0)?;
    Ok(row + 1)
}
