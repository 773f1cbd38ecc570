//! Lists the embedded migrations, so that adding one is adding a file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo:rerun-if-changed=migrations");

    let mut list = String::new();
    for (constant, folder) in [("SQLITE", "sqlite"), ("POSTGRES", "postgres")] {
        list.push_str(&migrations(
            constant,
            &root.join("migrations").join(folder),
        )?);
    }
    fs::write(out.join("migrations.rs"), list)
}

/// A constant with the version, name and text of each `NNNN_name.sql` of a folder, in order.
fn migrations(constant: &str, folder: &Path) -> io::Result<String> {
    let mut code = format!("const {constant}: &[(i64, &str, &str)] = &[\n");
    for path in sorted(folder)? {
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        let (version, name) = stem.split_once('_').unwrap_or_default();
        let version: i64 = version.parse().map_err(io::Error::other)?;
        writeln!(code, "    ({version}, {name:?}, include_str!({path:?})),")
            .map_err(io::Error::other)?;
    }
    code.push_str("];\n");
    Ok(code)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
