import { en as accountWords } from '../../../accounts/words/en'
import { en as t } from '../../../words/en'
import { en as requested } from '../../../requests/words/en'
import type { Articles } from '../text'
import { go, heading, link, list, note, picture, say, steps, text } from '../text'

const { code, forgotten } = accountWords

export const entering: Pick<Articles, 'access-client' | 'access-guest' | 'ask' | 'unknown-mail' | 'sign-in'> = {
  'access-client': {
    title: 'How do I get access? My entity is a client',
    short: 'Two things are needed: a team leader of your entity authorises you, and somebody adds you to the operation.',
    words: 'licence license authorise authorisation account create register new employee bank joining enter start begin',
    blocks: [
      text(say`A client entity has a licence of its own. Often it is a bank. At a client entity only a team leader may let somebody in. This is called an authorisation.`),
      steps(
        say`Ask a team leader of your entity to authorise you. Give your work e-mail address.`,
        say`You receive an e-mail. It says who invites you and for which entity. Press the link in it.`,
        say`Fill in your name, your job title and your telephone number. Choose a password. Press ${t.join.submit}.`,
        picture('join', 'The page behind the link of the e-mail: your address, your name, and the button that creates the account.'),
        say`To follow an operation, somebody who is already on it adds your address. You are told by e-mail.`,
      ),
      note(say`The link is valid for 7 days and works once. If it is too old, ask the person who invited you to send it again.`),
      heading('I do not know who my team leader is'),
      text(say`Send a request from the page ${requested.ask.title}. It goes to the right people by itself. You do not need their names.`),
      go('ask', requested.ask.title),
    ],
  },

  'access-guest': {
    title: 'How do I get access? My entity is not a client',
    short: 'You are invited, operation by operation. Somebody who is already on the operation adds your e-mail address.',
    words: 'guest invited invitation borrower company fund lender external activate activation link join create account',
    blocks: [
      text(say`If your entity has no licence, nobody has to authorise you in advance. Access is given for one operation at a time.`),
      steps(
        say`Ask a colleague who already has access to the operation, or a contact who manages the file. Give your work e-mail address.`,
        say`You receive an e-mail. It says who invites you, for which operation and for which entity.`,
        say`Press the link in the e-mail. If you have no account yet, fill in the form and press ${t.join.submit}. If you have one, sign in as usual.`,
        picture('join', 'The page behind the link of the e-mail: your address, your name, and the button that creates the account.'),
        say`The operation is open to you at once.`,
      ),
      note(say`You have one account for everything. If you are invited to a second operation, do not create another one: use the same address.`),
      heading('No e-mail has come'),
      list(
        say`Look into the folder for unwanted e-mail.`,
        say`Check with the person who invited you that the address is right. That person can choose ${t.access.resend}.`,
        say`The link may be older than 7 days. Ask for a new one.`,
      ),
      go('ask', requested.ask.title),
    ],
  },

  ask: {
    title: 'I need access and do not know whom to ask',
    short: 'Send a request. It goes by itself to everybody who may approve it.',
    words: 'request permission who can let me in reference missing operation refused waiting answer',
    blocks: [
      steps(
        say`Open the page ${requested.ask.title}. You find it in the menu under ${t.nav.requests}, and also below the sign-in form.`,
        say`Say what you need: access to an operation, or an authorisation at an entity.`,
        say`Type the reference of the operation, as it stands in your documents. It looks like OP-2026-0042.`,
        picture('ask', 'The form of the request: your e-mail address, what you need, and the reference of the operation.'),
        say`Say in one sentence who you are and why you need access. Press ${requested.ask.submit}.`,
      ),
      text(say`You are not signed in? Then an e-mail goes at once to the address you gave. Open its link and press ${requested.asking.confirm}. Nobody hears of your request before. The link is valid for one day.`),
      text(say`The answer comes by e-mail. If nobody answers in good time, the request goes to the next level by itself.`),
      text(say`Are you signed in? Then you see your request under ${requested.requests.mine}. You can withdraw it there.`),
      go('ask', requested.ask.title),
    ],
  },

  'unknown-mail': {
    title: 'I received an e-mail but do not know this person',
    short: `Nothing has happened yet. Open the link and press “${t.join.notMe}”: the invitation ends and its sender is told.`,
    words: 'not me mistake wrong address spam phishing decline refuse unknown sender suspicious stranger invitation error',
    blocks: [
      text(say`Somebody has perhaps mistyped an address. As long as you do not create an account, nobody gets in.`),
      steps(
        say`Open the link in the e-mail. Opening it changes nothing.`,
        say`Read who invites you, and to what.`,
        say`If this does not concern you, press ${t.join.notMe}, below the form.`,
        picture('not-me', `The button “${t.join.notMe}”, below the form of the invitation.`),
        say`Confirm with ${t.join.notMeSubmit}. The link stops working. The person who invited you is told that the address was wrong.`,
      ),
      note(say`Does the e-mail ask for your password, or for money? Then it is not from us. Do not answer, and tell whoever looks after computers at your organisation.`),
      text(say`Does the e-mail ask you to confirm a request that you did not make? Somebody gave your address. Press its link and then ${requested.asking.notMe}, or do nothing: the request disappears after one day and was passed on to nobody.`),
      text(say`Did you receive a sign-in code without asking for one? Then somebody knows your password. Change it at once: see ${link('security', 'the security of your account')}.`),
    ],
  },

  'sign-in': {
    title: 'How do I sign in? I get no code, I forgot my password',
    short: 'You need your password, and from time to time a six-digit code that we send to your mailbox.',
    words: 'login log in log on connect connection password forgotten lost code six digits mail blocked too many attempts authenticator app recovery phone',
    blocks: [
      steps(
        say`Type your e-mail address and your password. Press ${t.signIn.submit}.`,
        picture('sign-in', 'The sign-in page: e-mail address, password, and below it the link for a forgotten password.'),
        say`If the page asks for a code, open your mailbox. We have just sent it.`,
        say`Type the six digits. Tick ${code.remember} only on a computer that nobody else uses.`,
      ),
      heading('The code does not come'),
      list(
        say`Wait two minutes, then look into the folder for unwanted e-mail.`,
        say`The code is valid for 10 minutes. Only the latest one counts.`,
        say`To get a new one, press ${code.again}. Five are sent within ten minutes; after that, wait a little.`,
      ),
      heading('I forgot my password'),
      steps(
        say`On the sign-in page, press ${t.signIn.forgotten}`,
        say`Type your e-mail address and press ${forgotten.submit}.`,
        say`Press the link in the e-mail and choose a new password. The link is valid for one hour.`,
      ),
      text(say`Have you lost the phone with your authenticator app? Sign in with one of your recovery codes: press ${code.lost}.`),
      go('forgotten', forgotten.title),
    ],
  },
}
