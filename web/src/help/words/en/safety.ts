import { en as accountWords } from '../../../accounts/words/en'
import { en as t } from '../../../words/en'
import { en as notices } from '../../../notices/words/en'
import { en as registerWords } from '../../../register/words/en'
import type { Articles } from '../text'
import { go, heading, link, list, note, picture, say, steps, text } from '../text'

const { security, browsers, code, account } = accountWords

export const safety: Pick<Articles, 'security' | 'notifications' | 'register'> = {
  security: {
    title: 'How do I keep my account safe?',
    short: `A long password that you use nowhere else, and nobody who knows it. Everything is on the page “${t.nav.security}”.`,
    words: 'password hacked stolen lost phone authenticator totp two factor second factor recovery code browser session sign out shared computer safe',
    blocks: [
      heading('A good password'),
      list(
        say`Choose a sentence that only you know. ${t.password.ruleLength}.`,
        say`Tell it to nobody. Nobody of the service will ever ask for it.`,
        say`To change it, open ${t.nav.security} and press ${security.changePassword}. You are then signed out everywhere else.`,
      ),
      heading('A code from your telephone'),
      text(say`Instead of the mailed code, an app on your telephone can show it. Open ${t.nav.security} and press ${security.setUp}. The page leads you through it.`),
      picture('security', `The page “${t.nav.security}”: the password and, below it, the authenticator.`),
      text(say`You also receive ten recovery codes. Print them and keep them in a drawer: one of them lets you in if the telephone is lost.`),
      heading('Where am I signed in?'),
      text(say`The page ${browsers.title} shows every computer and telephone. You do not know one of them? Press ${browsers.end}, and change your password.`),
      picture('browsers', `The page “${browsers.title}”: each line is a browser in which you are signed in.`),
      note(say`On a computer that others use: do not tick ${code.remember}, and sign out when you have finished.`),
      go('security', account.pages.security),
    ],
  },

  notifications: {
    title: 'Which e-mails do I receive, and can I choose?',
    short: `You choose on your account’s page “${account.pages.notifications}”: as it happens, once a day, or not at all, and for each operation.`,
    words: 'mail mails e-mail message messages notification notifications too many stop unsubscribe digest summary reminder alert frequency language',
    blocks: [
      steps(
        say`Press your name at the bottom of the menu, then ${t.nav.account}, then ${account.pages.notifications}.`,
        say`Choose ${notices.modes.each[0]}, ${notices.modes.daily[0]} or ${notices.modes.off[0]}. One press of ${notices.allOff} ends all of them.`,
        say`Below, switch off the operations of which you do not want to hear. The same switch is on the operation’s own page.`,
      ),
      heading('What you hear'),
      list(
        say`That somebody of your entity got access, left, was revoked or restored, or that an access ends soon. Who manages an operation hears the same of the borrowers.`,
        say`That a request waits for your decision.`,
        say`Never what you did yourself, and never about people whom you may not see.`,
      ),
      text(say`What happens within a few minutes comes in one e-mail. With ${notices.modes.daily[0]} it waits until 7 in the morning, Paris time.`),
      text(say`When much happens within an hour, you get twelve e-mails one by one. A single e-mail then stands for all that would have followed.`),
      heading('Always sent'),
      list(
        say`The code for signing in, and the link for a new password.`,
        say`Invitations that are meant for you.`,
        say`What concerns your own account: a new password, a new address, an access of yours that ends.`,
        say`A reminder of a request that nobody has decided after three working days.`,
      ),
      text(say`Our e-mails are written in the language that you chose. You change it on the page ${account.pages.account}.`),
      note(say`Our e-mails contain no amounts and no documents. They only say who may see what, and where to look.`),
      go('notifications', account.pages.notifications),
    ],
  },

  register: {
    title: 'What does the register keep?',
    short: 'Every decision about access: who decided what, for whom, when and why. Nothing in it is ever changed or removed.',
    words: 'log history audit trail proof evidence trace who did what when date export control inspection personal data gdpr retention how long deleted',
    blocks: [
      list(
        say`Who was added, invited, withdrawn or given back, and by whom.`,
        say`The reason, if one was given.`,
        say`What happened to the operation: created, published, closed.`,
        say`The requests for access, with their answers.`,
      ),
      picture('register', 'The register of an operation: date, decision, person concerned, and who decided.'),
      text(say`Each line is tied to the one before it. If somebody changed a line later, it would show.`),
      heading('Where do I read it?'),
      steps(
        say`Open the operation, then press ${t.operation.administrative} at the top right.`,
        say`Choose the tab ${t.access.register}. Those who manage the file have it.`,
        say`Choose the days with ${registerWords.from} and ${registerWords.to}, or one kind of decision.`,
        say`${registerWords.export} makes a file of it, for a spreadsheet or a program.`,
      ),
      text(say`Team leaders have a register of their entity as well, on the page ${t.nav.habilitations}.`),
      heading('What it does not keep'),
      text(say`No password, no document, no loan data. It does not record what you read.`),
      heading('What is kept for a time only'),
      list(
        say`When and from where you signed in, and which links were mailed to you: a year, unless your service has chosen another time, from six months to three years.`,
        say`The details of a change of address that is over: as long. The addresses that you had stay with your account.`,
        say`The e-mails that were sent to you: 30 days.`,
      ),
      note(say`Do you want to know why one person has access? See ${link('why', 'Why do I see this?')}`),
      go('register', t.access.register),
    ],
  },
}
