//! What people do in groups.

use keng::sim::Permissions;

use super::Town;

impl Town {
    /// A group of these people with the bot in it, tied to nothing. The first is its owner.
    pub async fn founds(&mut self, title: &str, members: &[&str]) {
        let group = self.gathers(title, members);
        let owner = self.id(members[0]);
        self.world.adds_bot(owner, group).expect(title);
        self.settle().await;
    }

    /// A group of these people without the bot. The first is its owner.
    pub fn gathers(&mut self, title: &str, members: &[&str]) -> i64 {
        let ids: Vec<i64> = members.iter().map(|name| self.id(name)).collect();
        let group = self.world.group(title, &ids, &ids[..1]);
        self.names.insert(title.to_owned(), group);
        group
    }

    /// A group that is a forum with these topics; answers their numbers.
    pub async fn founds_forum(
        &mut self,
        title: &str,
        members: &[&str],
        topics: &[&str],
    ) -> Vec<i64> {
        self.founds(title, members).await;
        let owner = self.id(members[0]);
        self.migrates(title).await;
        let group = self.id(title);
        self.world.opens_forum(group).expect(title);
        let make = |topic: &&str| self.world.makes_topic(owner, group, topic).expect(topic);
        let topics = topics.iter().map(make).collect();
        self.settle().await;
        topics
    }

    /// A group becomes a supergroup.
    pub async fn migrates(&mut self, title: &str) {
        let new = self.world.migrates(self.id(title)).expect(title);
        self.names.insert(title.to_owned(), new);
        self.settle().await;
    }

    /// From now on this is the chat of a group.
    pub fn calls_it(&mut self, title: &str, chat: i64) {
        self.names.insert(title.to_owned(), chat);
    }

    /// Somebody writes in a group.
    pub async fn says_in(&mut self, group: &str, who: &str, text: &str) {
        self.world
            .says(self.id(who), self.id(group), text)
            .expect(who);
        self.settle().await;
    }

    /// Somebody writes in a topic of a forum.
    pub async fn says_in_topic(&mut self, group: &str, topic: i64, who: &str, text: &str) {
        self.world
            .says_in_topic(self.id(who), self.id(group), topic, text)
            .expect(who);
        self.settle().await;
    }

    /// Somebody ties a group to a unit (its code) in the usual way.
    pub async fn ties(&mut self, group: &str, who: &str, code: &str, audience: &str) {
        self.says_in(group, who, &format!("/ketnoi {code}")).await;
        self.taps_in(group, who, audience).await;
    }

    /// Sets what all who are not administrators may send in a group. The bot is not told.
    pub fn permits(&self, group: &str, permissions: Permissions) {
        self.world
            .permits(self.id(group), permissions)
            .expect(group);
    }

    /// Somebody throws the bot out of a group.
    pub async fn throws_out(&mut self, group: &str, who: &str) {
        self.world
            .removes_bot(self.id(who), self.id(group))
            .expect(who);
        self.settle().await;
    }

    /// Somebody takes the bot into a group again.
    pub async fn takes_in(&mut self, group: &str, who: &str) {
        self.world
            .adds_bot(self.id(who), self.id(group))
            .expect(who);
        self.settle().await;
    }
}
