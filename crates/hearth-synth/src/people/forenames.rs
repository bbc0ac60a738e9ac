//! Given names by the time they were given, the most common first.

pub(crate) const GIRLS: &[&str] = &[
    "Olivia", "Amelia", "Isla", "Ava", "Lily", "Freya", "Florence", "Willow", "Evie", "Mia", "Sophia", "Grace",
    "Poppy", "Ella", "Elsie", "Ivy", "Rosie", "Isabella", "Charlotte", "Harper", "Daisy", "Sienna", "Emily", "Matilda",
    "Ruby", "Phoebe", "Alice", "Evelyn", "Millie", "Maisie", "Chloe", "Lottie", "Penelope", "Esme", "Erin", "Bella",
    "Lola", "Nancy", "Orla", "Ellie", "Summer", "Darcie", "Scarlett", "Robyn", "Holly", "Jessica", "Lacey", "Lexi",
    "Megan", "Molly", "Niamh", "Paige", "Skye", "Tilly", "Zara", "Abigail", "Amber", "Bonnie", "Brooke", "Caitlin",
    "Courtney", "Demi", "Eden", "Eliza", "Faith", "Georgia", "Gracie", "Hallie", "Heidi", "Imogen", "Jorgie", "Kayla",
    "Keira", "Kiera", "Leah", "Libby", "Lilly-Mae", "Lucy", "Macie", "Maya", "Mollie", "Nevaeh", "Ellie-Mae", "Peyton",
    "Rose", "Ruby-Leigh", "Savannah", "Shannon", "Tegan", "Tia", "Violet", "Zoe",
];

pub(crate) const BOYS: &[&str] = &[
    "Noah", "Oliver", "George", "Arthur", "Leo", "Muhammad", "Harry", "Jack", "Theo", "Charlie", "Archie", "Alfie",
    "Freddie", "Thomas", "Oscar", "Henry", "Jacob", "James", "William", "Finley", "Joshua", "Isaac", "Luca", "Max",
    "Albie", "Tommy", "Teddy", "Logan", "Edward", "Lucas", "Daniel", "Reggie", "Louie", "Jude", "Ethan", "Joseph",
    "Mason", "Rory", "Frankie", "Ronnie", "Jaxon", "Samuel", "Harrison", "Bobby", "Callum", "Connor", "Dylan", "Elliot",
    "Ellis", "Harvey", "Hugo", "Jake", "Jamie", "Jayden", "Jenson", "Kai", "Kian", "Kyle", "Lewis", "Liam", "Luke",
    "Matthew", "Michael", "Nathan", "Ollie", "Owen", "Patrick", "Ralph", "Reece", "Riley", "Robert", "Roman", "Ruben",
    "Ryan", "Sebastian", "Sonny", "Stanley", "Toby", "Tyler", "Vinnie", "Zac", "Aiden", "Alex", "Blake", "Bradley",
    "Brody", "Caleb", "Carter", "Cole", "Corey", "Dexter", "Jace", "Kaiden", "Kieran",
];

pub(crate) const WOMEN: &[&str] = &[
    "Sarah", "Laura", "Gemma", "Emma", "Rebecca", "Claire", "Victoria", "Samantha", "Rachel", "Amy", "Jennifer",
    "Nicola", "Katie", "Lisa", "Kelly", "Natalie", "Louise", "Michelle", "Hayley", "Hannah", "Helen", "Charlotte",
    "Joanne", "Lucy", "Elizabeth", "Leanne", "Danielle", "Donna", "Katherine", "Clare", "Stephanie", "Stacey",
    "Lauren", "Jane", "Kerry", "Emily", "Catherine", "Sophie", "Anna", "Jessica", "Zoe", "Kirsty", "Kimberley",
    "Karen", "Carly", "Tracey", "Angela", "Paula", "Julie", "Debbie", "Dawn", "Jade", "Chelsea", "Jodie", "Toni",
    "Siobhan", "Bernadette", "Maureen", "Sharon", "Susan", "Christine", "Margaret", "Patricia", "Lorraine", "Cheryl",
    "Tanya", "Kayleigh", "Shauna", "Natasha", "Abbie", "Bethany", "Chantelle", "Shelley", "Vicky",
];

pub(crate) const MEN: &[&str] = &[
    "David", "Paul", "Christopher", "James", "Daniel", "Michael", "Andrew", "Mark", "Matthew", "Lee", "John", "Stephen",
    "Anthony", "Craig", "Robert", "Ryan", "Thomas", "Adam", "Richard", "Steven", "Peter", "Gary", "Jonathan", "Kevin",
    "Philip", "Ian", "Neil", "Simon", "Stuart", "Karl", "Carl", "Liam", "Scott", "Joseph", "Alan", "Wayne", "Dean",
    "Darren", "Sean", "Jason", "Nathan", "Luke", "Ben", "Jamie", "Shaun", "Graham", "Barry", "Colin", "Gareth", "Martin",
    "Nicholas", "Patrick", "Kieran", "Declan", "Jake", "Josh", "Connor", "Kyle", "Aaron", "Marcus", "Lewis", "Terence",
    "Brian", "Keith", "Raymond", "Trevor", "Gerard", "Francis", "Dominic", "Vincent",
];
