use hearth_record::front_door::Contact;

/// What whoever told us can be told of the decision: that it was heard and that it was decided, and nothing about the family. The
/// words can be changed before they are sent. `None` before the decision.
pub fn feedback(contact: &Contact, council: &str) -> Option<String> {
    let decided = hearth_calendar::in_words::date_without_weekday(hearth_calendar::london_date((*contact.decided_at)?));
    let told = hearth_calendar::in_words::date_without_weekday(hearth_calendar::london_date(*contact.received_at));
    let anonymous = *contact.keep_anonymous == Some(true);
    let name = contact.referrer_name.reveal().as_ref().filter(|_| !anonymous).map(|line| line.0.as_str());
    let greeting = name.map_or_else(|| "Hello,".to_owned(), |name| format!("Dear {name},"));
    let came_of_it = match contact.decision.reveal().map(hearth_record::sets::ContactDecision::code) {
        Some("ADVICE" | "DUPLICATE") => "We will not be taking further action on this occasion.",
        Some("FAMILY_HELP") => "The family has been offered help.",
        Some("TRANSFER") => "We have passed it to the council that can act on it.",
        _ => "We are acting on what you told us.",
    };
    let kept = if anonymous { "\n\nWe have not told the family who contacted us, and we will not." } else { "" };
    Some(format!(
        "{greeting}\n\nThank you for telling us on {told} about your worry for a child. We looked at it with care and decided \
         on {decided} what to do. {came_of_it} We cannot tell you more, because what we know about a family is \
         confidential.{kept}\n\nIf you are worried again, please tell us again. If a child is in danger now, call 999.\n\n{council}"
    ))
}
