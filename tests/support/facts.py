"""What the shipped article must say."""

from foldwell.inputs import markdown

# Fact -> its section, and phrases of which each must stand in that section.
FACTS = {
    "C1": (
        "overview", "common condition of the nervous system (the brain and nerves)",
        "urge to move your legs", "hard to resist",
    ),
    "C2": ("overview", "knowing the likely cause helps guide your care"),
    "C3": ("overview", "doctors who treat blood vessels study RLS", "what adds to it", "does not prove"),
    "the four signs": (
        "overview", "urge to move", "when you rest", "better when you move",
        "worse in the evening or at night",
    ),
    "C4": ("causes", "several things can add together", "differ"),
    "C5": ("causes", "family", "genes from your parents", "genes can raise the chance"),
    "C6": ("causes", "low iron", "some medicines", "pregnancy", "other illnesses"),
    "no cause": ("causes", "often no cause is found"),
    "kidneys": ("causes", "kidney disease"),
    "pregnancy": ("causes", "about 1 in 5 women", "usually settles after birth"),
    "C7": ("blood-flow", "research has looked at poor blood flow", "how RLS starts"),
    "C8": ("blood-flow", "small clinic studies", "varicose", "leg veins that work poorly", "more RLS"),
    "no link": ("blood-flow", "a large survey found no link", "1,566 people",
        "vein trouble can also feel like RLS"),
    "C9": ("varicose-veins", "are common", "swollen, twisted", "slow blood on its way back"),
    "clot": ("varicose-veins", "raise the risk of a blood clot (a lump of blood), which can kill"),
    "C10": ("varicose-veins", "may make restless feelings worse for some"),
    "C11": ("varicose-veins", "treatment helps vein symptoms", "may ease RLS", "in small studies, some"),
    "weak studies": ("varicose-veins", "no comparison group", "28 out of 100 people by two years"),
    "stockings": (
        "varicose-veins", "do not wear compression stockings (tight socks) without advice",
        "arteries", "check",
    ),
    "C12": ("iron", "needs iron to make dopamine", "messenger that helps control movement"),
    "C13": ("iron", "low iron, above all in the brain, can upset how dopamine works", "set off symptoms"),
    "C14": ("iron", "food with iron can help", "iron tablets, if advised"),
    "iron test": (
        "iron", "ask for an iron blood test", "iron in store (ferritin)",
        "iron your blood carries (transferrin saturation)",
    ),
    "iron level": ("iron", "about 75 micrograms a litre", "UK advice: 50 to 75", "may still be too low"),
    "no tablets": ("iron", "do not start iron tablets without a test"),
    "children": ("iron", "keep them away from children", "overdose can kill"),
    "C15": ("genes-and-medicines", "genes can raise the chance", "habits and other health", "how strongly"),
    "C16": ("genes-and-medicines", "antidepressants", "antipsychotics", "RLS starting or getting worse"),
    "C17": ("genes-and-medicines", "talk to a doctor or pharmacist about any medicine you suspect"),
    "drowsy": ("genes-and-medicines", "anti-sickness medicines", "allergy tablets that make you drowsy"),
    "iron food": ("iron", "food with iron can help (beans, red meat)", "can upset your stomach"),
    "do not stop": ("genes-and-medicines", "do not stop a prescribed medicine on your own"),
    "C18": (
        "get-help", "GP or pharmacist first", "if RLS spoils your sleep or goes on for weeks",
        "if you have swollen or twisted veins", "vascular team (blood vessel specialists) can help",
    ),
    "specialists": ("get-help", "sleep or nerve specialists", "severe, unclear or in pregnancy"),
    "C19": ("get-help", "plan for the causes and any vein problem can improve daily life"),
    "self-care": (
        "self-care", "may calm your legs", "exercise by day", "go to bed and get up at set times",
        "stretch, rub your legs, take a warm bath", "in the evening, have less tea, coffee", "alcohol",
    ),
    "treatment": ("get-help", "care starts with the cause", "also medicines you can ask about"),
    "C20": ("summary", "knowing the causes, such as low iron or a vein problem", "choose care"),
    "C21": ("summary", "small steps taken early may ease symptoms and improve life"),
}  # fmt: skip


KEY_POINTS = {
    "overview": ("urge to move your legs at rest", "worse at night", "may be restless legs syndrome"),
    "causes": ("no single cause", "low iron, pregnancy and some medicines", "common links"),
    "blood-flow": ("vein problems and RLS can", "together", "cause is not proved"),
    "varicose-veins": ("treat veins for vein symptoms", "may or may not ease RLS"),
    "iron": ("iron blood test", "do not take iron tablets without one"),
    "genes-and-medicines": ("do not stop a medicine on your own", "ask first"),
    "self-care": ("exercise by day", "less caffeine and alcohol"),
    "get-help": ("start with your GP or pharmacist", "symptom diary", "list of your medicines"),
    "summary": ("ask about iron, medicines and veins", "get help for bad sleep"),
}


CARE = {
    "same_day": (
        "these can be signs of a blood clot", "pain or swelling in one leg", "red or darker",
        "brown or black skin", "hard, sore veins",
    ),
    "emergency": (
        "breathlessness, chest pain or coughing up blood", "suddenly cold, pale, numb and very painful",
        "a vein that bleeds: lie down, raise the leg, press hard, then call",
    ),
}  # fmt: skip


def lost(text, phrases):
    """The phrases that a text does not hold, whatever its line ends, capitals and bold."""
    held = " ".join(text.lower().split())
    return [phrase for phrase in phrases if phrase.lower() not in held]


def words_of(section):
    """What the leaflet and the handout say under a section's heading."""
    signs = section.highlight.items if section.highlight else ()
    return "\n".join((*signs, markdown.plain_text(section.body), markdown.plain_text(section.detail or "")))
