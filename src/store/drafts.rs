//! Drafts that are no longer wanted: the one kind of directive of which nothing need be kept.

use super::query::{execute, fetch_all, fetch_optional};
use super::{Result, Tx};
use crate::domain::ids::{DirectiveId, FileId, PersonId, TaskId};

impl Tx {
    /// A person's drafts that do not wait for anybody's approval, discarded ones included.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn draft_list_of(&mut self, author: PersonId) -> Result<Vec<DirectiveId>> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT id FROM directives WHERE author_id = $1 AND state IN ('draft', 'discarded')
             ORDER BY id",
            author.0,
        )?;
        Ok(rows.into_iter().map(|(id,)| DirectiveId(id)).collect())
    }

    /// Removes a draft with its tasks, its recipients, its file and every message about it. The
    /// file's bytes go once this is committed: see [`Tx::file_removal_list`].
    ///
    /// # Errors
    /// If the database fails, or it is no draft any more and others' records refer to it.
    pub async fn draft_delete(&mut self, draft: DirectiveId, now: i64) -> Result<()> {
        execute!(
            self,
            "DELETE FROM outbox WHERE notice_id IN (
                 SELECT id FROM notices WHERE directive_id = $1)",
            draft.0
        )?;
        execute!(self, "DELETE FROM notices WHERE directive_id = $1", draft.0)?;
        let tasks = fetch_all!(
            self,
            (i64,),
            "SELECT id FROM tasks WHERE directive_id = $1",
            draft.0
        )?;
        for (task,) in tasks {
            self.task_delete(TaskId(task)).await?;
        }
        for sql in [
            "DELETE FROM directive_units WHERE directive_id = $1",
            "DELETE FROM directive_roles WHERE directive_id = $1",
        ] {
            execute!(self, sql, draft.0)?;
        }
        let file = fetch_optional!(
            self,
            (Option<i64>,),
            "SELECT file_id FROM directives WHERE id = $1",
            draft.0
        )?;
        execute!(self, "DELETE FROM directives WHERE id = $1", draft.0)?;
        if let Some((Some(file),)) = file {
            self.file_delete(FileId(file), now).await?;
        }
        Ok(())
    }

    /// The files of the directives that a person prepared, with the names they came with.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn file_list_of(&mut self, author: PersonId) -> Result<Vec<(FileId, String)>> {
        let rows = fetch_all!(
            self,
            (i64, String),
            "SELECT f.id, f.name FROM files f JOIN directives d ON d.file_id = f.id
             WHERE d.author_id = $1 ORDER BY f.id",
            author.0,
        )?;
        Ok(rows
            .into_iter()
            .map(|(file, name)| (FileId(file), name))
            .collect())
    }

    /// Gives a file another name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn file_rename(&mut self, file: FileId, name: &str) -> Result<()> {
        execute!(
            self,
            "UPDATE files SET name = $2, telegram_file_id = NULL WHERE id = $1",
            file.0,
            name
        )?;
        Ok(())
    }

    /// Forgets a file. Its bytes go once this is committed: see [`Tx::file_removal_list`].
    ///
    /// # Errors
    /// If the database fails, or something refers to the file.
    pub async fn file_delete(&mut self, file: FileId, now: i64) -> Result<()> {
        execute!(
            self,
            "INSERT INTO file_removals (location, since) SELECT location, $2 FROM files WHERE id = $1
             ON CONFLICT (location) DO NOTHING",
            file.0,
            now
        )?;
        execute!(self, "DELETE FROM files WHERE id = $1", file.0)?;
        Ok(())
    }

    /// Where bytes lie that nothing refers to any more.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn file_removal_list(&mut self, limit: i64) -> Result<Vec<String>> {
        let rows = fetch_all!(
            self,
            (String,),
            "SELECT location FROM file_removals ORDER BY since, location LIMIT $1",
            limit
        )?;
        Ok(rows.into_iter().map(|(location,)| location).collect())
    }

    /// Notes that the bytes at this place are gone.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn file_removal_done(&mut self, location: &str) -> Result<()> {
        execute!(
            self,
            "DELETE FROM file_removals WHERE location = $1",
            location
        )?;
        Ok(())
    }
}
