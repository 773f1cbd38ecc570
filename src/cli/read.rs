//! `keng read FILE`: what a document says, as JSON.

use std::io::{Read, Write};
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::intake::sandbox::{self, Reader};
use crate::intake::{MAX_DOCUMENT_BYTES, Outcome, Unreadable};

/// Reads a directive document and prints what was understood as JSON.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// The document (.docx, .pdf, .odt or .txt); `-` reads standard input.
    pub file: PathBuf,
    /// Reads in this very process, under limits: what the sandbox starts.
    #[arg(long, hide = true)]
    pub child: bool,
    /// Reads a roster instead of a document.
    #[arg(long, hide = true, requires = "child")]
    pub roster: bool,
}

/// Why `keng read` failed.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The document could not be read or may not pass.
    #[error("{0}")]
    Unreadable(#[from] Unreadable),
    /// The file could not be opened.
    #[error("Không mở được tệp {}: {reason}", file.display())]
    File {
        /// Which file.
        file: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The program does not know where it lies, so it cannot start the reading process.
    #[error("Không tìm được chương trình đọc: {0}")]
    Program(std::io::Error),
}

/// Runs the command: prints to standard output, answers with the failure if there is one.
///
/// # Errors
///
/// Why nothing was read. Of a secret document the label is printed all the same.
pub async fn run(args: ReadArgs) -> Result<(), ReadError> {
    if args.child {
        say(&match args.roster {
            true => sandbox::roster_child(),
            false => sandbox::child(),
        });
        return Ok(());
    }
    let bytes = load(&args.file)?;
    let program = std::env::current_exe().map_err(ReadError::Program)?;
    match (Reader { program }).outcome(bytes).await {
        Outcome::Read(reading) => {
            say(&json!(reading).to_string());
            Ok(())
        }
        Outcome::Withheld(label) => {
            let classification = label.classification;
            let mut printed = json!(label);
            // The title tells what a secret document is about, so it is withheld as well.
            for (key, value) in [
                ("title", json!(null)),
                ("tasks", json!([])),
                ("other_deadlines", json!([])),
                ("recipients", json!([])),
                ("summary", json!(null)),
                ("text", json!(null)),
                ("warnings", json!([])),
            ] {
                printed[key] = value;
            }
            say(&printed.to_string());
            Err(Unreadable::Secret(classification).into())
        }
        Outcome::Refused(why) => Err(why.into()),
    }
}

/// Prints a line. Whoever reads it may have seen enough and gone (`keng read … | head -c 100`),
/// which is nothing to complain about.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Reads a file or standard input, one byte more than is allowed at most.
fn load(file: &PathBuf) -> Result<Vec<u8>, ReadError> {
    let failed = |reason| ReadError::File {
        file: file.clone(),
        reason,
    };
    let most = MAX_DOCUMENT_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        std::io::stdin()
            .lock()
            .take(most)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
    } else {
        let opened = std::fs::File::open(file).map_err(failed)?;
        opened.take(most).read_to_end(&mut bytes).map_err(failed)?;
    }
    Ok(bytes)
}
