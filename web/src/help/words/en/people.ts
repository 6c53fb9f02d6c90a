import { en as t } from '../../../words/en'
import { en as governed } from '../../../entities/words/en'
import type { Articles } from '../text'
import { go, heading, link, list, note, picture, say, steps, text } from '../text'

export const people: Pick<Articles, 'who' | 'managers' | 'why' | 'entities'> = {
  who: {
    title: 'Who is who?',
    short: 'An entity takes part in an operation. Its people follow it. Some of them may let others in.',
    words: 'roles words vocabulary meaning definition manager lender borrower agent arranger contact user team leader entity side part',
    blocks: [
      list(
        say`An operation is one loan file. It has a reference and a name.`,
        say`An entity is a bank, a fund or a company. In an operation it is ${t.sides.manager}, ${t.sides.lender} or ${t.sides.borrower}.`,
        say`A contact is a person who has access to an operation, on behalf of an entity. The same person may be a contact of many operations.`,
        say`The contacts who manage the file may add and withdraw people of every entity on the operation.`,
        say`A team leader works at a client entity. He or she says who may act for the entity.`,
      ),
      heading('Who may let whom in?'),
      list(
        say`A contact who manages the file: anybody, for every entity of the operation.`,
        say`Any other contact: colleagues of the same entity.`,
        say`A team leader: the people of his or her team and of the teams below it.`,
      ),
      note(say`Nobody of the service itself can give you access, not even whoever runs it. Access is in the hands of the people who follow the operation.`),
      text(say`On the page of an operation you see which entity has which part.`),
      picture('participations', 'The list of the entities that take part in an operation, each with its part.'),
      go('operation', t.operation.participations),
    ],
  },

  managers: {
    title: 'Where are the contacts who manage the file?',
    short: `On the operation’s page, in the box “${t.operation.managers}”. The envelope beside a name writes to that person.`,
    words: 'contact manager agent arranger write mail phone ask question who manages responsible envelope',
    blocks: [
      steps(
        say`Open the list of your operations.`,
        say`Press the name of the operation.`,
        say`Look for the box ${t.operation.managers}.`,
        say`Press the envelope to write to a person.`,
        picture('managers', 'The box with the contacts who manage the file: name, job title, entity and an envelope for each.'),
      ),
      text(say`They can add or withdraw people, and answer your questions about access.`),
      text(say`The operation is not in your list? Then use ${link('ask', 'a request for access')}: it reaches them without your knowing their names.`),
      go('operation', t.operation.managers),
    ],
  },

  why: {
    title: 'Why do I see this, or why do I not see it?',
    short: 'You see the operations on which you are a contact, and there the people of your own entity and those who manage the file.',
    words: 'missing empty nothing hidden invisible cannot see not open does not exist gone disappeared list reason explanation',
    blocks: [
      heading('An operation is not in my list'),
      list(
        say`Perhaps you are acting for another entity at the moment. See ${link('entities', 'I act for several entities')}.`,
        say`Perhaps somebody else is signed in in this browser. The page names him: press ${t.acting.signInAs}, and the link opens for you.`,
        say`Perhaps it is still being prepared. You are told by e-mail when it opens.`,
        say`Perhaps your access has ended, or nobody has added you yet. Send ${link('ask', 'a request for access')}.`,
        say`Perhaps you used another address at that time. An access belongs to one address.`,
        say`Perhaps a search narrows the list. It looks for the beginnings of words of the name and the reference, in any order, without regard to capitals and accents: “four 0042” finds OP-2026-0042, “our 042” does not.`,
      ),
      picture('operations', 'The list of operations. Each line leads to the page of that operation.'),
      heading('I do not see all the people'),
      text(say`The entities on an operation do not see each other’s people. You see your own colleagues, and the contacts who manage the file. Only these see everybody.`),
      heading('A button is missing'),
      text(say`Guichet shows only what you may do. If you cannot add or withdraw somebody, ask a contact who manages the file.`),
      heading('Why does this person have access?'),
      text(say`On the person’s line, press the three dots, then ${governed.why} You read on what the access rests, who can change it, and what you may do.`),
      note(say`What you may not see and what does not exist get the same answer. This protects everybody, you too.`),
      go('operations', t.nav.operations),
    ],
  },

  entities: {
    title: 'I act for several entities',
    short: 'You have one account. Press your name at the bottom of the menu and choose the entity for which you are acting.',
    words: 'switch change environment tab tabs window two people somebody else entity company several two employers bank context choose',
    blocks: [
      steps(
        say`Press your name, at the bottom of the menu. On a telephone, first open the menu at the top.`,
        picture('account-menu', 'The menu behind your name: your entities, your account and the way out.'),
        say`Choose the entity. You need not sign out.`,
        say`The page now shows the operations of that entity.`,
      ),
      text(say`At sign-in you are asked ${t.environments.title} The answer is no commitment: you can change it at any time.`),
      heading('Two tabs, two entities or two people'),
      text(say`All tabs of one browser act for one person and one entity. When you choose another entity in one tab, or somebody else signs in there, the other tabs say so: nothing is done in anybody’s name until you choose. What you typed stays where it is.`),
      text(say`To work for two entities at the same time, use two browsers, or a private window.`),
      note(say`Do not create a second account for a second entity. One person has one account and one address.`),
      go('home', t.nav.operations),
    ],
  },
}
