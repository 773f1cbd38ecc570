//! The handlers as the worker knows them.

use crate::store::Tx;
use crate::telegram::Bot;
use crate::telegram::from_tg::Incoming;
use crate::telegram::handlers::{self, Answers, HandlerError, Prepared};

/// Who handles updates. There is one, [`Handlers`]; tests of the worker bring their own.
pub trait Handle: Send + Sync + 'static {
    /// Does what is slow before the transaction, see [`handlers::prepare`].
    fn prepare(
        &self,
        bot: &Bot,
        incoming: &Incoming,
    ) -> impl Future<Output = Result<Prepared, HandlerError>> + Send;

    /// Answers an update in its transaction, see [`handlers::handle`].
    fn handle(
        &self,
        bot: &Bot,
        tx: &mut Tx,
        incoming: &Incoming,
        prepared: Prepared,
    ) -> impl Future<Output = Result<Answers, HandlerError>> + Send;
}

/// The bot's handlers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Handlers;

impl Handle for Handlers {
    async fn prepare(&self, bot: &Bot, incoming: &Incoming) -> Result<Prepared, HandlerError> {
        handlers::prepare(bot, incoming).await
    }

    async fn handle(
        &self,
        bot: &Bot,
        tx: &mut Tx,
        incoming: &Incoming,
        prepared: Prepared,
    ) -> Result<Answers, HandlerError> {
        handlers::handle(bot, tx, incoming, prepared).await
    }
}
