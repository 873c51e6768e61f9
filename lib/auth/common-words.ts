/**
 * Words that people make passwords of and that guessing programs try first, in letters a to z alone: the rules undress a
 * password of case, digits and signs before they look here. Put together for Ajar from everyday words.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `
  aaaaaa abc abcabc abcd abcde abcdef access accesscontrol account adgangskode admin adminadmin administrator ajar
  ajarajar ajardoor alexander always amanda amazon america american amsterdam andrea andrew android angel angela
  angels anna anthony anything apple apples april arsenal asdf asdfg asdfgh asdfghjkl asdzxc ashley assassin audi
  august austin australia autumn azerty baby babyboy babygirl backdoor bacon bailey banana barbara barcelona
  baseball basketball batman bayern beach bear beatles beautiful beer benjamin berlin bible billion black blackcat
  blacksabbath blessed blessing blueberry blueblue bluesky bmw bond boston boxing brandon brazil brian broncos
  budweiser bugsbunny building bunny burger business buster butterfly california camaro canada candy captain
  captainamerica celtic champion champions changeit changeme changemenow changethis charlie charlotte cheese
  chelsea cherry chicago chicken china chocolate christ christmas christopher church cisco cocacola coconut coffee
  company computer contrasena cookie cookies cooper copenhagen corporate correcthorse correcthorsebattery
  correcthorsebatterystaple corvette cougar counterstrike cowboys cracker cricket crystal cupcake cutie daisy
  dallas dancer dancing daniel darling darthvader database david debian december default demo demodemo desert
  desktop diamond diamonds docker doggie dollar dolphin dolphins donald donaldduck dontforget donttell door
  doorajar doors dortmund dragon drummer ducati dylan eagle eagles elisabeth elizabeth eminem england enterprise
  entrance everything example facebook faith faithful falcon february fedora ferrari finance fire florida flower
  flowers football forest forever foreveryoung forgetit fortnite freedom friday frodo frontdoor gamer gandalf
  garfield gate gates george getkisi ginger github gitlab gmail gold golden golf golfer goodbye goodluck
  goodmorning google googling gorgeous grace green guest guinness guitar hacked hacker hackers hallway hamburg
  hannah harley harleydavidson harrypotter haslo hawk heaven heineken hello hellohello hellothere helloworld
  helpdesk hero heroes heslo hithere hobbit hockey hogwarts holiday honda honey hope horse horsebatterystaple
  horses hotmail houston hunter idontknow iforgot iloveme iloveu iloveyou india instagram internet iphone ironman
  island jackson jaguar jamesbond january japan jasmine jedi jennifer jessica jesus jesuschrist jordan joseph
  joshua july june justice justin juventus kawasaki kevin key keyboard keycard keyring keys killer kisi kisiapi
  kisikey kisilogin kitten kitty knight lakers lamborghini laptop laura legend legendary legolas letmein letmeinnow
  liberty lightning lily linkedin linux lion lisbon liverpool lock locked locks login logon london loremipsum
  loremipsumdolorsitamet losenord love lovelove loveme lover lovers loveyou loveyouforever lucky macbook madrid
  maggie magic magical manager manchester mango march maria martin maserati mason master matrix matthew max
  maytheforcebewithyou melissa mercedes metallica mexico michael michelle mickey mickeymouse microsoft milano
  million millionaire minecraft molly monday money monkey moon moonlight moscow motdepasse mountain munich music
  musical mustang mypassword mysql mystery natasha neo netflix network never newpassword newyork nicholas nicole
  ninja nintendo nirvana nobody nopassword nothing november ocean october office oldpassword onepassword opendoor
  opensdoor opensesame opensesamy openup operator oracle orange oranges orchid oslo owner packers pakistan panther
  paris parola parole pass passphrase passwd password passwort patricia patrick patriots peaches pepper pepsi
  personal phoenix piano pikachu pineapple pinkpink pinky pizza platinum player playstation please pokemon pony
  pooh porsche postgres power powerful prince princess private puppy purple qazwsx quickbrownfox qweasd qweasdzxc
  qwer qwert qwerty qwertz rabbit rachel racing raiders rainbow rambo ranger rangers realmadrid rebecca redhat
  redred redsox remember rememberme replaceme rich richard river robert roblox rocknroll rockstar rocky roma rome
  root rootroot rose roses router rugby runner running rusty sadie safe safety salasana samantha sample samsung
  samurai sarah saturday scorpion secret secrets secretword secure security senha september server service services
  sesame sexy shadow shark sifre signin silver singer skateboard skating sky skywalker slipknot smokey sniper
  snoopy snow soccer softball soldier somebody someone something sophia sophie spider spiderman spring star
  starcraft starlight stars startrek starwars steelers stephanie steven stockholm storm strawberry success summer
  sunday sunflower sunshine superman supersecret superuser support surfing suzuki sweetheart sweetie swimming
  sysadmin temp tempo temporary tennis terminator test tester testing testtest texas thankyou thequickbrownfox
  thisisapassword thisismypassword thomas thunder thursday tiger tigger tobeornottobe tokyo topsecret toyota
  trustno trustnobody trustnoone tuesday turkey turtle tweety twitter tyler ubuntu united unlock unlocked user
  username vacation vanessa veronica victoria victory vienna vodka voldemort volleyball wachtwoord warcraft warrior
  webmaster wednesday weekend welcome welcomeback welcomehome whatever whiskey whisky white wifi william windows
  winner winnie winter wireless wizard wolf wonderwoman xbox xxxxxx yahoo yamaha yankees yellow yoda yourpassword
  youtube zurich zxcvbn zxcvbnm zzzzzz
  `
    .trim()
    .split(/\s+/),
);
