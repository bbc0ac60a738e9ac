//! Names that are one name: short forms and spellings of one name in other alphabets.

use std::{collections::HashMap, sync::LazyLock};

/// Each line is one name in its forms, folded, the fullest first.
const FORMS: &[&str] = &[
    "abigail abbie abby abi gail",
    "adrian ade",
    "agnieszka aga",
    "ahmed ahmad achmed ahmet",
    "aisha ayesha aishah aysha aicha ayesh",
    "albert al bert bertie alby",
    "alexander alex alec alexandr oleksandr aleksandr aleksander alexandre sandy sasha xander iskander",
    "alexandra lexi alexa sandra sasha oleksandra aleksandra",
    "alfred alfie alf fred",
    "alison ali",
    "amelia millie amelie milly",
    "amina aminah aamina",
    "andrew andy drew andrei andrej andriy andrzej",
    "angela angie ange",
    "anastasia nastya anastasiya anastazja stacey",
    "anna ann anne annie hanna",
    "anthony tony antony ant antoni anton",
    "archibald archie",
    "arthur art artie",
    "barbara barb babs basia",
    "beatrice bea trixie beatrix",
    "benjamin ben benny benji",
    "bernard bernie",
    "bethany beth bethan",
    "brendan bren",
    "bridget bridie biddy brigid",
    "cameron cam",
    "caroline carol caz carrie karolina carolina",
    "catherine cath cathy kate katie katherine kathryn kathy kitty katarzyna kasia cat catarina katerina ekaterina",
    "charles charlie chas chuck karol",
    "charlotte charlie lottie lotte char",
    "christine chris chrissie tina christina krystyna",
    "christopher chris kit topher krzysztof",
    "clare claire clara",
    "daniel dan danny daniil",
    "danielle dani daniela",
    "darius darek dariusz",
    "david dave davey davy dawid daud dawud",
    "deborah deb debbie debra",
    "dominic dom dominik nic",
    "dorothy dot dotty dolly dorota",
    "edward ed eddie ted teddy ned eduard",
    "eleanor ellie nell nora elinor eleanore",
    "elizabeth liz lizzie beth betty eliza lisa libby lilibet elisabeth elzbieta elsie liza",
    "ella ellie",
    "emily em emmy emilia emelie",
    "emma em emmy",
    "emmanuel manny emanuel manuel",
    "eoin owen eoghan ewan euan",
    "ethan eth",
    "evelyn evie eve",
    "farah farrah faraah",
    "fatima fatimah fatma fatema fatemeh",
    "florence flo florrie flossie",
    "frances fran frankie franny",
    "francis frank frankie franciszek",
    "frederick fred freddie freddy frederic frederik",
    "gabriel gabe",
    "gabriella gabby gabrielle gaby gabriela ella",
    "george georgie jerzy georgi",
    "georgina georgia georgie gina",
    "gerald gerry jerry gerard",
    "graham graeme",
    "grace gracie",
    "gregory greg gregor grzegorz",
    "gwendoline gwen",
    "hannah hanna hana",
    "harriet harry hattie",
    "harold harry hal",
    "hassan hasan hassen",
    "helen ellen nell helena elena olena",
    "henry harry hal hank henryk",
    "hussain hussein husain hussayn hossein hussien",
    "ibrahim ebrahim abraham ibraheem",
    "imogen immy",
    "isaac zac ike ishaq",
    "isabella bella izzy isabel isabelle isobel izabela",
    "jacob jake jakub kuba yaqub jacub",
    "jacqueline jackie jacqui",
    "james jim jimmy jamie jem",
    "jane janie janet",
    "jayden jaden jaiden",
    "jasmine jas jaz yasmin yasmine jazmin yasmeen",
    "jennifer jen jenny jenna",
    "jessica jess jessie jesse",
    "joanna jo joanne joan",
    "john jack johnny jon jan johnnie ivan ian sean shaun shawn",
    "jonathan jon jonny johnathan jonathon",
    "joseph joe joey jo yusuf youssef yousef yusef josef jozef josip",
    "josephine jo josie",
    "joshua josh yehoshua",
    "judith judy jude",
    "julia julie jules yulia julija",
    "juliet jules juliette",
    "kayleigh kayley kaylee kaylie",
    "kenneth ken kenny",
    "khadija khadijah kadija khadeeja hadiza",
    "kimberley kim kimberly",
    "lauren loren laurie",
    "lawrence larry laurie laurence lawrie",
    "leonard len lenny leon leo",
    "leah lia lea",
    "lewis lou louis louie lew luis",
    "lily lilly lillie lilian lillian",
    "louise lou louisa luisa",
    "lucy lu lucie luca lucia",
    "luke lukasz lucas luka lukas",
    "madeleine maddie maddy madeline madison",
    "magdalena magda",
    "malachi malachy",
    "malgorzata gosia",
    "margaret maggie meg peggy marge madge margie greta rita daisy margarita",
    "maria mary marie maryam mariam miriam maryia mariya moira maura marija",
    "mark marc marek marcus markus",
    "martha marty",
    "martin marty marcin",
    "matilda tilly tillie mattie",
    "matthew matt matty mateusz matei mathew",
    "megan meg meghan meggie",
    "melissa mel lissa",
    "michael mike mick mikey mickey mikhail mykhailo michal mihai mikolaj misha",
    "michelle shell chelle",
    "mohammed muhammad mohamed mohammad mohamad muhammed mohd md muhamed mehmet mo mahomed",
    "molly mollie",
    "mustafa mostafa mustapha moustafa",
    "mykola nikolai nicholas nick nicky nicolas mikolaj nikolay nico",
    "natalia nat natalie nataliya natasha natalya",
    "nathan nate nathaniel nat nathanael",
    "niamh neve nieve",
    "nicola nicky nikki nicole nikola",
    "noor nour nur noura",
    "oliver ollie olly oliwier",
    "olivia liv livvy libby oliwia livia",
    "oluwaseun seun",
    "omar umar omer",
    "osman uthman usman othman",
    "pamela pam",
    "patricia pat tricia trish patsy patti",
    "patrick pat paddy padraig packie rick",
    "paul pawel pavel pablo",
    "penelope penny",
    "peter pete piotr petro pyotr",
    "philip phil pip phillip filip",
    "philippa pippa pip",
    "phoebe phebe",
    "rachel rach rachael rae raquel",
    "raymond ray",
    "rebecca becky becca bex rebekah",
    "reginald reg reggie",
    "richard rick dick richie ricky rich ryszard",
    "robert rob bob bobby robbie bert rab",
    "roisin rosheen",
    "ronald ron ronnie",
    "rose rosie roza rosa",
    "rosemary rosie rose",
    "ruby rubie",
    "russell russ",
    "samantha sam sammy",
    "samuel sam sammy samy",
    "sarah sara sally sadie zara saara",
    "saoirse seersha sersha",
    "savannah savanna sav",
    "scarlett scarlet",
    "shanice shaniece",
    "sharon shaz",
    "shaun sean shawn shane",
    "sheila sheela sile",
    "siobhan shivaun chevonne shevaun",
    "sophia sophie sofia zofia sofie sofiya",
    "stephanie steph stef",
    "stephen steve steven stevie stefan szczepan",
    "susan sue susie suzy susannah suzanne zuzanna zuza",
    "tadeusz tadek",
    "tanya tania tatiana tetiana",
    "teresa terri theresa tess tessa",
    "terence terry terrence",
    "theodore theo ted teddy teodor",
    "thomas tom tommy tomasz tomas tam",
    "timothy tim timmy",
    "valerie val",
    "veronica ronnie vera weronika",
    "victor vic viktor wiktor",
    "victoria vicky vic tori viktoria wiktoria vikki",
    "vincent vince vinny",
    "volodymyr vladimir vova",
    "walter wally walt",
    "william will bill billy liam willy wilhelm",
    "winifred winnie freda",
    "yahya yehia yahia",
    "yevhen evgeny yevgeny eugene gene",
    "zachary zac zack zach zak zakaria zakariya",
    "zainab zaynab zeinab zaineb zeynep",
    // Family names that are spelled in several ways.
    "ali aly",
    "chaudhry chowdhury choudhury chaudhary choudhry chaudry",
    "clark clarke",
    "davies davis davey",
    "khan kan",
    "macdonald mcdonald",
    "mcdonagh macdonagh mcdonough",
    "mohamud mahmoud mahmood mahmud mehmood",
    "oreilly reilly riley oriley",
    "osullivan sullivan",
    "oconnor connor connors oconner",
    "obrien brien bryan",
    "rahman rehman rahmaan",
    "shevchenko szewczenko",
    "thomson thompson tomson tompson",
    "zhang chang cheung",
    "wong wang huang",
    "lee li",
];

/// The lines on which a word stands, by the number of the line.
static LINES: LazyLock<HashMap<&'static str, Vec<u16>>> = LazyLock::new(|| {
    let mut lines: HashMap<&'static str, Vec<u16>> = HashMap::new();
    for (n, forms) in (1_u16..).zip(FORMS) {
        for form in forms.split(' ') {
            lines.entry(form).or_default().push(n);
        }
    }
    lines
});

/// The names of which a folded word is a form, by number; none for most words.
pub(super) fn lines(word: &str) -> [u16; 4] {
    let mut answer = [0; 4];
    if let Some(lines) = LINES.get(word) {
        for (to, from) in answer.iter_mut().zip(lines) {
            *to = *from;
        }
    }
    answer
}

/// Whether two words are forms of one name.
pub(super) fn meet(a: [u16; 4], b: [u16; 4]) -> bool {
    a.iter().any(|line| *line != 0 && b.contains(line))
}

/// The other forms of the names of which a folded word is one.
pub fn forms(word: &str) -> impl Iterator<Item = &'static str> + use<'_> {
    let own = lines(word);
    own.into_iter()
        .filter(|line| *line != 0)
        .flat_map(|line| FORMS[usize::from(line) - 1].split(' '))
        .filter(move |form| *form != word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_form_meets_its_name_and_nobody_elses() {
        assert!(meet(lines("liz"), lines("elizabeth")));
        assert!(meet(lines("muhammad"), lines("mohammed")));
        assert!(!meet(lines("liz"), lines("margaret")));
        assert!(!meet(lines("okell"), lines("okell")));
    }

    #[test]
    fn no_word_is_a_form_of_more_names_than_are_kept() {
        assert!(LINES.values().all(|lines| lines.len() <= 4));
    }
}
