//! Invitations: by which code somebody joins as what.

use super::query::{execute, fetch_optional, fetch_scalar, row};
use super::{Error, Result, Tx};
use crate::domain::ids::{InvitationId, PersonId, UnitId};
use crate::domain::org::Role;

row! {
    struct InvitationRow {
        id: i64,
        role: String,
        unit_id: Option<i64>,
        person_id: Option<i64>,
        uses_left: i64,
        expires_at: Option<i64>,
        revoked_at: Option<i64>,
    }
}

/// An invitation as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Our number.
    pub id: InvitationId,
    /// As what one joins.
    pub role: Role,
    /// Where; `None` only for an administrator of everything.
    pub unit: Option<UnitId>,
    /// The one person of the roster it is for; `None` if it is for anybody.
    pub person: Option<PersonId>,
    /// How many may still join by it.
    pub uses_left: i64,
    /// Until when it holds, in Unix ms.
    pub expires_at: Option<i64>,
    /// When it was taken back.
    pub revoked_at: Option<i64>,
}

/// What an invitation is made of.
#[derive(Clone, Copy, Debug)]
pub struct NewInvitation<'a> {
    /// The secret in the link.
    pub code: &'a str,
    /// As what one joins.
    pub role: Role,
    /// Where; `None` only for an administrator of everything.
    pub unit: Option<UnitId>,
    /// The one person of the roster it is for; `None` if it is for anybody.
    pub person: Option<PersonId>,
    /// How many may join by it.
    pub uses: i64,
    /// Until when it holds, in Unix ms; `None` for ever.
    pub expires_at: Option<i64>,
    /// Who invites; `None` for the command line.
    pub created_by: Option<PersonId>,
    /// The present, in Unix ms.
    pub now: i64,
}

impl Tx {
    /// Adds an invitation.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn invitation_insert(&mut self, new: &NewInvitation<'_>) -> Result<InvitationId> {
        let id = fetch_scalar!(
            self,
            i64,
            "INSERT INTO invitations
                 (code, role, unit_id, person_id, uses_left, expires_at, created_by, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
            new.code,
            new.role.as_str(),
            new.unit.map(|unit| unit.0),
            new.person.map(|person| person.0),
            new.uses,
            new.expires_at,
            new.created_by.map(|person| person.0),
            new.now
        )?;
        Ok(InvitationId(id))
    }

    /// The invitation with this code, whether or not it still holds.
    ///
    /// # Errors
    /// If the database fails or the row is inconsistent.
    pub async fn invitation_by_code(&mut self, code: &str) -> Result<Option<Invitation>> {
        fetch_optional!(
            self,
            InvitationRow,
            "SELECT id, role, unit_id, person_id, uses_left, expires_at, revoked_at
             FROM invitations WHERE code = $1",
            code
        )?
        .map(invitation)
        .transpose()
    }

    /// Counts one use. Answers whether it counted: not if the invitation is used up, expired or
    /// revoked, even if two use the last one at the same moment.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn invitation_use(&mut self, id: InvitationId, now: i64) -> Result<bool> {
        let counted = execute!(
            self,
            "UPDATE invitations SET uses_left = uses_left - 1
             WHERE id = $1 AND uses_left > 0 AND revoked_at IS NULL
               AND (expires_at IS NULL OR expires_at > $2)",
            id.0,
            now
        )?;
        Ok(counted == 1)
    }

    /// Takes an invitation back; one that was taken back stays as it is.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn invitation_revoke(&mut self, id: InvitationId, now: i64) -> Result<()> {
        execute!(
            self,
            "UPDATE invitations SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
            id.0,
            now
        )?;
        Ok(())
    }

    /// Takes back every personal invitation of a person that is still open, before a new one is
    /// made or because he has joined.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn invitation_revoke_personal(&mut self, person: PersonId, now: i64) -> Result<()> {
        execute!(
            self,
            "UPDATE invitations SET revoked_at = $2
             WHERE person_id = $1 AND revoked_at IS NULL AND uses_left > 0",
            person.0,
            now
        )?;
        Ok(())
    }
}

fn invitation(row: InvitationRow) -> Result<Invitation> {
    let role = Role::parse(&row.role)
        .ok_or_else(|| Error::inconsistent("invitations", "role", row.id, row.role))?;
    Ok(Invitation {
        id: InvitationId(row.id),
        role,
        unit: row.unit_id.map(UnitId),
        person: row.person_id.map(PersonId),
        uses_left: row.uses_left,
        expires_at: row.expires_at,
        revoked_at: row.revoked_at,
    })
}
