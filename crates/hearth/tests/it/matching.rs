//! `hearth match` on the lists of `hearth synth people`, of which the truth is known.

use crate::command::hearth;

#[test]
fn two_lists_are_matched_and_a_list_finds_its_own_doubles() {
    let folder = tempfile::tempdir().unwrap();
    let lists = folder.path().join("lists");
    hearth(&[
        "synth",
        "people",
        "--children",
        "2000",
        "--seed",
        "7",
        "--today",
        "2026-11-22",
        "--out",
        lists.to_str().unwrap(),
    ])
    .ended(0);
    let path = |name: &str| lists.join(name).to_str().unwrap().to_owned();
    let pairs = |name: &str| -> Vec<(String, String)> {
        let mut reader = csv::Reader::from_path(path(name)).unwrap();
        reader.records().map(|row| row.unwrap()).map(|row| (row[0].to_owned(), row[1].to_owned())).collect()
    };
    let found = |name: &str| -> Vec<(String, String)> {
        let mut reader = csv::Reader::from_path(path(name)).unwrap();
        assert_eq!(reader.headers().unwrap(), vec!["id_a", "id_b", "score", "why"]);
        let sure = reader.records().map(|row| row.unwrap()).filter(|row| row[2].parse::<f64>().unwrap() > 0.5);
        sure.map(|row| (row[0].to_owned(), row[1].to_owned())).collect()
    };
    hearth(&["match", &path("a.csv"), &path("b.csv"), "--out", &path("pairs.csv")]).ended(0);
    let (truth, sure, walls) = (pairs("truth.csv"), found("pairs.csv"), pairs("walls.csv"));
    let right = sure.iter().filter(|pair| truth.contains(pair)).count();
    assert!(
        right * 100 >= truth.len() * 95 && right * 100 >= sure.len() * 97,
        "{right} of {} and {}",
        truth.len(),
        sure.len()
    );
    assert!(!walls.is_empty() && pairs("pairs.csv").iter().all(|pair| !walls.contains(pair)));
    hearth(&["match", &path("doubles.csv"), "--out", &path("own.csv")]).ended(0);
    let (truth, sure) = (pairs("doubles_truth.csv"), found("own.csv"));
    let either =
        |(a, b): &(String, String)| truth.contains(&(a.clone(), b.clone())) || truth.contains(&(b.clone(), a.clone()));
    let right = sure.iter().filter(|pair| either(pair)).count();
    assert!(right * 100 >= truth.len() * 92, "{right} of {}", truth.len());
    let wrong = hearth(&["match", &path("a.csv"), "--out", &path("x.csv"), "--map", "surname=nobody"]).ended(2);
    assert!(wrong.err.contains("there is no column `nobody`"), "{}", wrong.err);
}
