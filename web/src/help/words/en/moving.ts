import { en as accountWords } from '../../../accounts/words/en'
import { en as handed } from '../../../handovers/words/en'
import { en as moved } from '../../../moves/words/en'
import { en as t } from '../../../words/en'
import { en as operated } from '../../../operations/words/en'
import type { Articles } from '../text'
import { go, heading, link, list, note, picture, say, steps, text } from '../text'

const { account, code } = accountWords

export const moving: Pick<Articles, 'address' | 'leaving'> = {
  address: {
    title: 'My e-mail address changes',
    short: 'Keep your account: move it to the new address. All your operations come with you.',
    words: 'e-mail email mail address new change move marriage name domain merger rename mailbox account duplicate',
    blocks: [
      text(say`Do this while you can still open the old mailbox. Do not create a second account.`),
      steps(
        say`Press your name at the bottom of the menu, then ${t.nav.account}.`,
        picture('account', `The page “${account.title}”, with your e-mail address.`),
        say`Open ${account.pages.address} and press ${moved.move}.`,
        say`Type the new address. You see what happens to each of your operations and entities. Nothing has changed yet.`,
        say`Type your current password. We send a code to the new mailbox. Type it: this proves that the mailbox is yours.`,
        say`Confirm. From now on you sign in with the new address.`,
      ),
      list(
        say`The old mailbox receives a link. For 72 hours it takes the old address back, if it was not you.`,
        say`Your colleagues see the new address. Nobody has to add you again.`,
        say`At a client entity, an address of another domain needs the approval of a team leader. The rest goes through at once.`,
      ),
      heading('I can no longer open the old mailbox'),
      text(say`Sign in with your password. Where the code is asked for, press ${code.lostMailbox}. Two colleagues must confirm that it is you, or one team leader. A colleague counts after thirty days at your entity; two who were brought in by the same person count as one. Your team leaders hear of it at once and can refuse. Then it takes 72 hours, so that nobody takes your account away.`),
      note(say`Are you changing employer? That is something else: an access belongs to the entity. See ${link('leaving', 'I am changing jobs or leaving')}.`),
      go('address', moved.title),
    ],
  },

  leaving: {
    title: 'I am changing jobs or leaving',
    short: `Press your name, then “${t.nav.handOver}”: you name who follows you, and your access ends when they have theirs.`,
    words: 'leave quit resign departure handover hand over successor retire holiday maternity job position function team transfer new employer remove me',
    blocks: [
      heading('Hand over'),
      steps(
        say`Press your name at the bottom of the menu, then ${t.nav.handOver}.`,
        say`Say who takes over: one successor for everything, or ${handed.start.byOperation}.`,
        say`Choose from when, and until when both of you have access.`,
        say`Read what will come of it, and send. Each successor gets an e-mail, and answers.`,
        say`When they have accepted, they have your access, and yours ends. There is never a moment with nobody.`,
      ),
      text(say`You follow it under ${handed.list.title}. Somebody declines, or does not answer? Name another one there, or take it all back.`),
      heading('I only want to leave one operation'),
      text(say`Nobody withdraws his or her own access. On the operation’s page press ${operated.leave.ask}. It also stands behind the three dots of your own line. Name the colleague who follows you: he or she is asked to take over, and your access ends once that is accepted. Without one, those who can remove you are told, and your access stays until one of them accepts.`),
      heading('I change teams but stay at the entity'),
      text(say`A team leader moves you in the organisation chart. You keep your account. Ask for the operations that you no longer need to be withdrawn.`),
      heading('I go to another employer'),
      list(
        say`Your access on behalf of the old entity ends. Your team leader archives your authorisation.`,
        say`The new entity invites you. Give the new address: this is a new access, with its own permission.`,
      ),
      note(say`Are you the only manager of a file? Then name a successor first. Guichet never leaves a file without a manager.`),
      go('handovers', handed.list.title),
    ],
  },
}
