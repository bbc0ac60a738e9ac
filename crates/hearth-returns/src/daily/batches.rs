use super::Payload;

/// The most children that the department takes at once.
pub const MOST: usize = 100;

/// The payloads in batches of at most `most` children, in their order. Two of one child never share a batch: the second waits for one
/// after it, so that a list of children names each once. Of `most` nought one is made.
pub fn batches(payloads: impl IntoIterator<Item = Payload>, most: usize) -> Vec<Vec<Payload>> {
    let mut made: Vec<Vec<Payload>> = Vec::new();
    for payload in payloads {
        let taken = made.iter().rposition(|batch| batch.iter().any(|there| there.child() == payload.child()));
        let from = taken.map_or(0, |at| at + 1);
        match made.iter_mut().skip(from).find(|batch| batch.len() < most.max(1)) {
            Some(batch) => batch.push(payload),
            None => made.push(vec![payload]),
        }
    }
    made
}

/// What goes over the line: a bare list, as version 1.0.1 has it.
pub fn body<'p>(batch: impl IntoIterator<Item = &'p Payload>) -> String {
    let texts: Vec<String> = batch.into_iter().map(Payload::text).collect();
    format!("[{}]", texts.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_holds_no_more_than_it_may_and_no_child_twice() {
        let child = |n: usize| Payload::gone(&format!("C{n}"));
        let sizes = |made: &[Vec<Payload>]| made.iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(sizes(&batches((0..250).map(child), MOST)), [100, 100, 50]);
        assert_eq!(sizes(&batches((0..100).map(child), MOST)), [100]);
        assert_eq!(sizes(&batches(std::iter::empty(), MOST)), Vec::<usize>::new());
        assert_eq!(sizes(&batches([child(1), child(2), child(1)], MOST)), [2, 1]);
    }

    #[test]
    fn a_batch_is_a_bare_list() {
        assert_eq!(body([&Payload::gone("C1")]), r#"[{"la_child_id":"C1","purge":true}]"#);
    }
}
