import { en as t } from '../../../words/en'
import { en as dated } from '../../../dates/words/en'
import { en as o } from '../../../operations/words/en'
import { en as recent } from '../../../recent/words/en'
import { en as unusual } from '../../../unusual/words/en'
import { en as operations } from '../../../operations/words/en'
import type { Articles } from '../text'
import { go, heading, link, list, note, picture, say, steps, text } from '../text'

const toThePage = [
  say`Open the operation, then press ${t.operation.administrative} at the top right.`,
]

export const giving: Pick<Articles, 'share' | 'withdraw' | 'archive' | 'as-of' | 'dated' | 'lists'> = {
  share: {
    title: 'How do I share my access with a colleague?',
    short: `Open the operation’s access page, press “${t.access.add}” and type the colleague’s e-mail address.`,
    words: 'add invite colleague give access share contact person people new replacement holiday absence list several addresses',
    blocks: [
      note(say`Never give away your password. Each person has an access of his or her own.`),
      steps(
        ...toThePage,
        picture('details', 'The page of an operation. The button that leads to its access page is at the top right.'),
        say`Press ${t.access.add}.`,
        picture('access', `The list of the people with access. The button “${t.access.add}” is at its top right.`),
        say`Type the e-mail address. You can type several, with a space between them.`,
        say`Press the button below. Beside each address you read what happened.`,
        picture('add', 'The window for adding people: the addresses, and the button below.'),
      ),
      heading('Is it the right person?'),
      text(say`Below the field, each address says what is unusual about it: that it belongs to another entity, that it is one letter away from a known one, or that it comes from outside. A letter is wrong? Press the address that is proposed. Do you know the person? Then tick ${unusual.sure}. Only these addresses wait for it, and the list shows ${t.access.outside} beside them afterwards.`),
      heading('What happens then?'),
      list(
        say`${t.access.statuses.active}: the person has access now.`,
        say`${t.access.statuses.invited}: the person has received an e-mail and has to create an account.`,
        say`${t.access.statuses.queued}: a team leader of the entity must approve first, or the operation is still being prepared. You have nothing more to do.`,
      ),
      text(say`The invitation is written in the language that most people of that entity use, and in French and English where nobody is there yet. You can choose another under ${t.add.more}.`),
      text(say`One person can invite 500 people without an account within 24 hours. Beside an address beyond that you read so: go on the next day, or let a colleague continue.`),
      text(say`You can add the people of your own entity. Contacts who manage the file can add people of every entity. You can also set ${link('dated', 'an end date')}.`),
      go('access', t.access.title),
    ],
  },

  withdraw: {
    title: 'How do I withdraw an access, or give it back?',
    short: `On the person’s line, press the three dots and choose “${t.access.revoke}”. You can give it back at any time.`,
    words: 'remove delete revoke take away stop end left company departure restore undo back again mistake three dots',
    blocks: [
      heading('Withdraw'),
      steps(
        ...toThePage,
        say`Find the person. The search field above the list helps.`,
        say`Press the three dots at the end of the line and choose ${t.access.revoke}.`,
        picture('line-menu', `The menu behind the three dots of a line, with “${t.access.revoke}”.`),
        say`Say why, if you like: the reason is kept. Press ${t.revoke.submit}.`,
      ),
      text(say`Before you press it, the window says what would be left: whether an entity has nobody with access any more, and what waits on the person. Then press ${operations.impact.addFirst}, if you like. Of more than ten accesses you type the number.`),
      text(say`The access ends at once, even if the person is reading the page at that moment.`),
      note(say`Was it a mistake? Press ${t.common.undo} in the message that appears. For ten minutes you find it in the menu as well, under ${recent.title}.`),
      heading('Give back'),
      steps(
        say`Choose the list ${t.access.archived}.`,
        say`On the person’s line, press ${t.access.restore}.`,
        picture('archive', 'The archive is the second of the lists. On each of its lines stands what gives the access back.'),
        say`Choose an end date, or leave it empty. Confirm.`,
      ),
      text(say`Today’s rules apply. The person may have to be invited again, or wait for a team leader.`),
      text(say`You cannot give back, or extend, the access of the person from whom your own access comes, directly or through others. Somebody else of your entity can. Was it a contact who manages the file who withdrew it? Then those contacts are told at once that it was given back.`),
      heading('My own access'),
      text(say`You cannot withdraw your own access with these three dots. See ${link('leaving', 'I am changing jobs or leaving')}.`),
      go('access', t.access.title),
    ],
  },

  archive: {
    title: 'Where is the archive?',
    short: `On the operation’s access page, in the second list: “${t.access.archived}”.`,
    words: 'former old past history ended revoked expired list who had access before no longer',
    blocks: [
      steps(
        ...toThePage,
        say`Press ${t.access.archived}, above the list.`,
        picture('archive', 'The lists of the access page. The archive is the second one.'),
      ),
      text(say`There you read who no longer has access, since when, who decided it and why. Nothing is ever removed from it.`),
      text(say`A person leaves the archive when the access is given back. The button ${t.access.restore} is on the line.`),
      note(say`Team leaders have an archive of authorisations as well, on the page ${t.nav.habilitations}.`),
      go('archive', t.access.archived),
    ],
  },

  'as-of': {
    title: 'Who had access on a given day?',
    short: `On the operation’s access page, in the third list: “${o.asOf.tab}”. It goes into a spreadsheet, and on paper.`,
    words: 'who had access when date day past history then back earlier audit auditor inspection control evidence proof end of month year quarter 31 december snapshot state as of export csv spreadsheet print paper',
    blocks: [
      steps(
        ...toThePage,
        say`Press ${o.asOf.tab}, above the list.`,
        say`Choose the day, or one that is proposed.`,
        say`${o.list.export} makes a file for a spreadsheet of the whole list. Your browser prints the page as it stands, without menus.`,
      ),
      text(say`The list shows who had access as that day ended, at 23:59 in your own time zone; today it is now. Above it stands by whose clock. It is for reading only, and its address can be kept or sent.`),
      list(
        say`Names and addresses are those of that day, even if they have changed since.`,
        say`${o.asOf.dates}: from when and until when the access had been given at that time.`,
        say`${o.asOf.given}: who had given it, when, and how. The reason stands below, if one was given.`,
        say`${o.asOf.since}: whether that access has ended, and on which day.`,
      ),
      text(say`Those who manage the file see everybody; the others see the people of their own entity. Whoever was only invited, or still waited, had no access, and is not in the list.`),
      note(say`Do you want to know what was decided in between? See ${link('register', 'What does the register keep?')}`),
      go('asOf', o.asOf.tab),
    ],
  },

  dated: {
    title: 'An access with an end date',
    short: 'You can give an access that ends by itself on a day you choose. You can choose another day later.',
    words: 'date end until expire expired expiry extend extension temporary limited time prolong holiday replacement auditor trainee',
    blocks: [
      heading('Set an end date'),
      steps(
        say`When you add a person, open ${t.add.more}.`,
        say`Under ${dated.until}, choose a duration, or ${dated.ends.day} and then the last day. The access ends at midnight, the end of that day in your own time zone; e-mails name the zone. Under ${dated.start} you may choose a first day that is to come.`,
        picture('add-until', 'The window for adding people, with the field for the last day open.'),
      ),
      text(say`In the list, the last day stands on the person’s line, marked during its last thirty days. A start that is to come stands there too. Days are those of your time zone: what was given in another one may end in the course of a day, and then the time stands beside it.`),
      heading('Extend'),
      text(say`On the person’s line, open the three dots and press ${dated.extend}, or ${dated.setEnd} where there is none. A usual duration is one click; for another end, choose the last day and press ${dated.submit}. It takes effect at once and stands in the register.`),
      text(say`A team leader does the same for an authorisation, on the page ${t.nav.habilitations}: three dots, then ${dated.habilitation.extend}.`),
      heading('How long may I give it?'),
      text(say`As long as you have it yourself: is there an end date on your own access, then what you give ends on that day at the latest, and does so where you choose nothing. Contacts who manage the file may choose any day. A day that one of them has set is moved later by one of them only.`),
      heading('It has ended already'),
      text(say`The person stands in ${link('archive', 'the archive')}. Press ${t.access.restore} and choose a new end. The old one is never taken over by itself.`),
      go('access', t.access.title),
    ],
  },

  lists: {
    title: 'How do I find my way in a long list?',
    short: 'Sort by the head of a column, narrow with the filters, tick all lines at once. The address keeps it all.',
    words: 'sort order filter column status end mailbox search export csv spreadsheet excel view save page many select all keyboard shortcut keys',
    blocks: [
      list(
        say`Press the head of a column to sort by it. Press it again to turn the order round.`,
        say`Choose an entity or a status above the list. The figure beside a status says how many lines have it. Under ${o.list.filters} there is more: the side, who gave the access, ${o.list.endless}, ${o.list.unproved}.`,
        say`The address of the page says what you chose, and which page you are on. You can go back, keep the address, or send it to a colleague, who sees what he may see.`,
        say`Press ${o.list.views}, then ${o.list.saveView} to give it a name. Views are kept in this browser; the text of a search is not.`,
        say`${o.list.export} gives a file for a spreadsheet with all that the filters leave, not this page alone.`,
      ),
      heading('Do one thing to many'),
      text(say`Ticks stay when you turn the page, and go when you change what is listed. When you have ticked all lines of a page, the bar above offers all lines of the list. Each line has its own answer at the end: one that is refused does not stop the others.`),
      heading('By keyboard'),
      text(say`Press Ctrl and K to go to an operation, a page, or a person of the list. In the list, j and k go from line to line, x ticks, / leads to the search. ? shows all keys and the switch for those of one character; they are behind your name too, at the bottom of the menu.`),
      go('access', t.access.title),
    ],
  },
}
