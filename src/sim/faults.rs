//! Faults on order: what goes wrong on the way to Telegram and back, scripted by a test.

use std::time::Duration;

use super::model::ChatId;

/// One way in which a call goes wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// 502 with an HTML body; Telegram never saw the call.
    BadGateway,
    /// 504 with an HTML body after the call was carried out.
    GatewayTimeoutAfterAccepting,
    /// 500 with a JSON body; nothing was done.
    InternalError,
    /// 429 with these seconds in `parameters.retry_after`.
    TooManyRequests(u32),
    /// Any JSON refusal: status and whole description.
    Refuse(u16, String),
    /// The connection breaks before the call was read; nothing was done.
    ResetBeforeAccepting,
    /// The connection breaks after the call was carried out; the answer is lost.
    CutAfterAccepting,
    /// Carried out and answered, but later (machine time).
    Slow(Duration),
}

/// Which calls a fault hits.
#[derive(Clone, Debug)]
pub struct FaultRule {
    method: Option<String>,
    chat: Option<ChatId>,
    skip: u32,
    times: u32,
    fault: Fault,
}

impl FaultRule {
    /// Hits the next call of `method` (any case).
    #[must_use]
    pub fn on(method: &str, fault: Fault) -> Self {
        Self {
            method: Some(method.to_ascii_lowercase()),
            ..Self::on_any(fault)
        }
    }

    /// Hits the next call of any method.
    #[must_use]
    pub fn on_any(fault: Fault) -> Self {
        Self {
            method: None,
            chat: None,
            skip: 0,
            times: 1,
            fault,
        }
    }

    /// Hits only calls for this chat.
    #[must_use]
    pub fn chat(self, chat: ChatId) -> Self {
        Self {
            chat: Some(chat),
            ..self
        }
    }

    /// Lets `skip` calls pass first.
    #[must_use]
    pub fn after(self, skip: u32) -> Self {
        Self { skip, ..self }
    }

    /// Hits `times` calls instead of one.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times, ..self }
    }

    fn matches(&self, method: &str, chat: Option<ChatId>) -> bool {
        let right_method = self
            .method
            .as_ref()
            .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method));
        right_method && (self.chat.is_none() || self.chat == chat)
    }
}

/// The rules in force, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<FaultRule>);

impl Faults {
    pub(crate) fn add(&mut self, rule: FaultRule) {
        self.0.push(rule);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The fault that hits this call, if any; counts it.
    pub(crate) fn next(&mut self, method: &str, chat: Option<ChatId>) -> Option<Fault> {
        let rule = self
            .0
            .iter_mut()
            .find(|rule| rule.times > 0 && rule.matches(method, chat))?;
        if rule.skip > 0 {
            rule.skip -= 1;
            return None;
        }
        rule.times -= 1;
        let fault = rule.fault.clone();
        self.0.retain(|rule| rule.times > 0);
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_hits_its_method_and_chat_as_often_as_told() {
        let mut faults = Faults::default();
        faults.add(
            FaultRule::on("sendMessage", Fault::BadGateway)
                .chat(7)
                .after(1)
                .times(2),
        );
        assert_eq!(faults.next("getMe", Some(7)), None);
        assert_eq!(faults.next("sendMessage", Some(8)), None);
        assert_eq!(faults.next("sendMessage", Some(7)), None, "one is let pass");
        assert_eq!(faults.next("SendMessage", Some(7)), Some(Fault::BadGateway));
        assert_eq!(faults.next("sendMessage", Some(7)), Some(Fault::BadGateway));
        assert_eq!(faults.next("sendMessage", Some(7)), None);
    }
}
