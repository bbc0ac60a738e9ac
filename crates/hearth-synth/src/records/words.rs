//! What people write, in the few sentences that a believable file needs.
//!
//! Each is about nobody. Names are put in where a worker would write them.

use crate::chance::Chance;

/// What a referrer tells.
pub(crate) fn told(chance: &mut Chance, source: &str, name: &str) -> String {
    let from = match source {
        "6" => chance.pick(&[
            "Officers were called to the address by a neighbour. There had been a loud argument between the adults.",
            "Police attended after a call about shouting. Both adults had been drinking and one had left before we came.",
            "Officers found the home in a poor state when they came about another matter.",
        ]),
        "2A" | "2B" => chance.pick(&[
            "Attendance has fallen to 71 per cent this term and calls home are not returned.",
            "Has come to school three times this week without lunch or a coat and said there was no food in the house.",
            "Told a teaching assistant about being frightened when the grown-ups fight at night.",
        ]),
        "3A" | "3B" | "3C" | "3D" | "3E" | "3F" => chance.pick(&[
            "Three appointments were missed and the parent could not be reached.",
            "There is a bruise that the parent's account does not quite explain; we would like it looked at.",
            "The parent told us of low mood and of not managing since the move.",
        ]),
        "1A" | "1B" | "1C" | "1D" | "9" => chance.pick(&[
            "I am worried about what I hear through the wall most evenings.",
            "The children are often out alone after dark and there are different people in the house.",
            "They have had no heating since last week and nobody seems to be helping them.",
        ]),
        _ => chance.pick(&[
            "The family asked for help with housing and said that things at home are very strained.",
            "A sibling is known to another service and we think the family would benefit from support.",
            "There are debts and the tenancy is at risk.",
        ]),
    };
    format!("{from} This is about {name}.")
}

/// Who told, as an organisation.
pub(crate) fn organisation(source: &str, school: &str) -> Option<String> {
    Some(match source {
        "6" => "Police".to_owned(),
        "2A" | "2B" => school.to_owned(),
        "3A" => "A general practice".to_owned(),
        "3B" | "3C" | "3D" | "3F" => "Community health".to_owned(),
        "3E" => "Emergency department".to_owned(),
        "4" => "A housing association".to_owned(),
        "5A" | "5B" | "5D" => "The council".to_owned(),
        "5C" => "Another council".to_owned(),
        "7" => "Probation".to_owned(),
        _ => return None,
    })
}

/// Why a manager decided as they did.
pub(crate) fn rationale(chance: &mut Chance, further: bool) -> &'static str {
    if further {
        chance.pick(&[
            "The worries are of a kind that needs an assessment: this is the third contact in a year, and the child has spoken.",
            "There may be significant harm; the family has been told and agrees to an assessment.",
            "Needs are complex and family help alone would not meet them.",
        ])
    } else {
        chance.pick(&[
            "The school is already working with the family and will call again if it gets worse.",
            "Advice given about heating grants and the family hub; no sign of harm.",
            "What was seen was explained by the health visitor, who knows the family well.",
        ])
    }
}

/// What an assessment found.
pub(crate) fn analysis(chance: &mut Chance, name: &str) -> String {
    let first = chance.pick(&[
        "is loved and is often frightened; both are true, and the second cannot wait for the first to mend it.",
        "does well at school and comes home to a house where nobody knows what the evening will bring.",
        "has had four addresses in two years and holds on to routines where they can be found.",
        "is cared for by a parent who asks for help and uses it when it comes.",
    ]);
    let second = chance.pick(&[
        "What has changed before did not last, because it rested on one person.",
        "The wider family is willing and near, and has not been asked before.",
        "The risk is highest at weekends, when the services that help are closed.",
        "The professionals agree about what they see, and less about what will help.",
    ]);
    format!("{name} {first} {second}")
}

/// What a child said.
pub(crate) fn voice(chance: &mut Chance, age: u16) -> &'static str {
    match age {
        0..4 => chance.pick(&[
            "Settled in the parent's arms and reached for toys. Watched the door when there was noise outside.",
            "Slept for most of the visit. Clean, warm and making good eye contact when woken.",
            "Busy, curious, quick to come for comfort to the carer.",
        ]),
        4..11 => chance.pick(&[
            "Said the best thing is the dog and the worst is shouting. Would like it to be quiet at bedtime.",
            "Drew the house with everyone in it, one of them very small and by the door.",
            "Likes school and the new reading book. Does not want to move again.",
            "Said: \u{201c}I want Mum to be happy and I want my own bed.\u{201d}",
        ]),
        _ => chance.pick(&[
            "Would rather text than talk. Asked what is written down and who can read it.",
            "Said things are better, and then that they are not really. Wants to see the same worker each time.",
            "Has plans for college and is worried about the bus fare more than anything else.",
            "Said: \u{201c}Nobody asked me that before.\u{201d}",
        ]),
    }
}

/// What a worker writes of a visit.
pub(crate) fn visit(chance: &mut Chance, name: &str, seen: bool) -> String {
    if !seen {
        return chance
            .pick(&[
                "No answer at the door. Called the phone from the car, no reply; card left and school asked to pass on a message.",
                "The family were out at a hospital appointment that had been moved. New time agreed by text.",
            ])
            .to_owned();
    }
    let first = chance.pick(&[
        "Planned visit. The home was warm and tidy enough, food in the cupboards.",
        "Unannounced. The door was opened after some time; the living room had been slept in.",
        "Visited after school. Everyone was in and the television was turned off without asking.",
        "Met at home with the family support worker.",
    ]);
    let second = chance.pick(&[
        "talked about the week and showed homework.",
        "was quiet at first, and more open once the others had left the room.",
        "had a cold and stayed on the settee; we played a card game.",
        "was keen to go out and gave short answers, all of them thoughtful.",
    ]);
    let third = chance.pick(&[
        "We went through the plan line by line; two actions are done and one is waiting on the school.",
        "Agreed who does what before the next meeting.",
        "I explained again who reads what I write.",
        "Next visit agreed.",
    ]);
    format!("{first} {name} {second} {third}")
}

/// Subject and body of a note.
pub(crate) fn note(chance: &mut Chance, name: &str) -> (&'static str, String) {
    let (subject, body) = chance.pick(&[
        (
            "Call from school",
            "The designated lead rang: attendance is better this fortnight and the breakfast club helps.",
        ),
        ("Call to parent", "Rang to confirm the meeting. Will come, and asked whether a friend may sit in."),
        ("E-mail from health visitor", "Weight is following the line again. Next check in six weeks."),
        ("Housing", "The landlord will mend the boiler this week. Warm packs and vouchers given in the meantime."),
        (
            "Meeting at school",
            "A short meeting about support in class. An assistant is in place three mornings a week.",
        ),
        ("Message from young person", "Asked to move our time because of football. Moved."),
    ]);
    (subject, format!("{body} About {name}."))
}

/// Why something was late.
pub(crate) fn late(chance: &mut Chance) -> &'static str {
    chance.pick(&[
        "The worker was off sick and the work passed to another.",
        "The family asked for another day so that both parents could come.",
        "A report from another agency came late and was needed.",
        "The chair cancelled and the next day that all could come was later.",
    ])
}

/// What is to change, and who does what.
pub(crate) fn plan(chance: &mut Chance, name: &str) -> String {
    let text = chance.pick(&[
        "can sleep without being woken by arguments. Parents: leave the room, use the agreed text. Worker: visits in the evening.",
        "is at school every day and on time. Grandmother: mornings. School: breakfast club. Worker: looks at attendance weekly.",
        "sees the dentist and is up to date with health checks. Parent: books. Health visitor: reminds. Worker: checks.",
        "knows who to ring and does ring. School: a safe person. Family: three names on the fridge. Worker: asks about it each visit.",
    ]);
    format!("{name} {text}")
}
