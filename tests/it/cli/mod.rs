//! The program as operators run it: its commands, what they print and how they end.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

mod backup;
mod demo;
mod doctor;
mod erase;
mod export;
mod import;
mod invite;
mod invite_paper;
mod serve;
mod usage;

use std::path::PathBuf;
use std::process::Command;

use keng::store::Store;
use tempfile::TempDir;

/// A folder with a `keng.toml`, in which commands are run.
pub struct Folder(TempDir);

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    pub fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("keng.toml", "telegram.username = \"keng_test_bot\"\n");
        folder
    }

    /// Runs `keng` with arguments separated by spaces.
    pub fn keng(&self, arguments: &str) -> Ended {
        let mut command = Command::new(env!("CARGO_BIN_EXE_keng"));
        command.args(arguments.split_whitespace());
        self.run(command)
    }

    /// Runs it with other settings for this once.
    pub fn keng_with(&self, settings: &[(&str, &str)], arguments: &str) -> Ended {
        let mut command = Command::new(env!("CARGO_BIN_EXE_keng"));
        command.args(arguments.split_whitespace());
        command.envs(settings.iter().copied());
        self.run(command)
    }

    fn run(&self, mut command: Command) -> Ended {
        let output = command.current_dir(self.0.path()).output().unwrap();
        Ended {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The address of the database that the commands use.
    pub fn url(&self) -> String {
        format!("sqlite://{}", self.path("keng.db").display())
    }

    pub async fn store(&self) -> Store {
        Store::open_existing(&self.url()).await.unwrap()
    }

    /// Imports Đà Nẵng and, from a file of rows without a heading, people.
    pub fn town(&self, people: &str) {
        let units = concat!(env!("CARGO_MANIFEST_DIR"), "/data/da-nang-units.csv");
        self.keng(&format!("import units {units}")).done();
        self.write(
            "people.csv",
            format!("Họ và tên,Số điện thoại,Mã đơn vị,Vai trò\n{people}"),
        );
        self.keng("import people people.csv").done();
    }
}

impl Ended {
    /// What it printed, if it was done and said nothing on standard error.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(
            (self.status, self.stderr.as_str()),
            (0, ""),
            "{}",
            self.stdout
        );
        self.stdout
    }

    /// What it said on standard error, if it failed and printed nothing.
    #[track_caller]
    pub fn failed(self) -> String {
        assert_eq!(
            (self.status, self.stdout.as_str()),
            (1, ""),
            "{}",
            self.stderr
        );
        self.stderr
    }
}
