import { en as t } from '../../../words/en'
import { en as governed } from '../../../entities/words/en'
import { en as operated } from '../../../operations/words/en'
import { en as requested } from '../../../requests/words/en'
import { en as waits } from '../../../waiting/words/en'
import type { Articles } from '../text'
import { go, heading, link, list, note, picture, say, steps, text } from '../text'

const { people, chart, roster } = governed
const { compose, life } = operated
const { requests } = requested

export const leading: Pick<Articles, 'waiting' | 'habilitations' | 'requests' | 'operations'> = {
  waiting: {
    title: 'What waits for me?',
    short: `The page “${waits.title}” gathers what needs you: requests, handovers, invitations, ends, and people who stand alone.`,
    words: 'waiting todo tasks pending dashboard first page number badge expired undelivered ending alone single unproved home',
    blocks: [
      text(say`Press ${waits.title} in the menu. The figure beside it counts everything on the page. The same is said in one line above the list of operations.`),
      list(
        say`${waits.groups.requests.title}: ${link('requests', 'approve or refuse')} with a word why.`,
        say`${waits.groups.handovers.title}: somebody who leaves names you as ${link('leaving', 'successor')}.`,
        say`${waits.groups.invitations_failed.title}: the address does not exist, or refuses our e-mails. Revoke the line and add the right address.`,
        say`${waits.groups.invitations_expired.title}: send the link again, or revoke the line.`,
        say`${waits.groups.ending.title}: set another ${link('dated', 'end')} for those who go on.`,
        say`${waits.groups.lone_managers.title}: add a second one, before the first is ill or leaves.`,
        say`${waits.groups.lone_leaders.title}: the same, at your entity.`,
        say`${waits.groups.unproved.title}: who has not been to his or her mailbox for so long may have left.`,
      ),
      text(say`You find there what you may see: all lines of the operations that you manage, those of your own entity on the others, and those of the people you lead. Nothing is done by itself: each line leads to where you look after it.`),
      note(say`Closed operations wait for nobody.`),
      go('waiting', waits.title),
    ],
  },

  habilitations: {
    title: 'How do authorisations work?',
    short: `At a client entity, team leaders say who may act for it. They do so on the page “${people.title}”.`,
    words: 'authorise authorisation team leader organisation chart licence client role archive restore move team creator',
    blocks: [
      text(say`An authorisation says: this person may act for our entity, in this team, with these roles. Without it nobody follows an operation for the entity.`),
      heading('Authorise somebody'),
      steps(
        say`Open ${people.title} in the menu.`,
        say`Choose the team in the organisation chart.`,
        say`Press ${people.authorise} and type the e-mail address.`,
        picture('habilitations', `The page “${people.title}”: the organisation chart on the left, the people of the chosen team on the right.`),
        say`Choose the roles, if there are any, and confirm.`,
      ),
      heading('The roles'),
      list(
        say`${people.roles.team_leader}: authorises people in the team and in all teams below it.`,
        say`${people.roles.creator}: prepares operations and becomes their first manager.`,
        say`Without a role: follows the operations to which he or she is added.`,
      ),
      heading('Somebody leaves or changes team'),
      list(
        say`Changes team: press the three dots, then ${people.change}.`,
        say`Many at once: press ${roster.open} and choose a table of addresses, teams and roles. You read row by row what would happen before anything is done.`,
        say`Leaves: press the three dots, then ${people.archive}. You read first on which operations nobody of your entity would be left, and what is open about the person. All the person’s access for your entity ends at once. The account itself stays.`,
        say`Comes back: choose the list ${people.archived}, then ${people.restore}. Afterwards the operations are offered to you, to be given back.`,
      ),
      text(say`A leader whose own authorisation has an end date authorises people, and gives roles, until that day at the latest. An end date that a leader set is moved later by a leader as high in the chart, or higher, only. And nobody restores or extends the leader from whom his or her own role comes.`),
      note(say`A leader gives only roles that he or she holds, and never changes his or her own. At the top of the chart there is always at least one leader.`),
      text(say`The menu of a team lets you add, rename or move teams: ${chart.add}, ${chart.rename}, ${chart.move}. With a mouse you can also drag a person, or a team, onto another team.`),
      go('habilitations', people.title),
    ],
  },

  requests: {
    title: 'Somebody asks me for access. What do I do?',
    short: `Open “${requests.title}”, read who asks for what, then approve or refuse. A reason helps the person.`,
    words: 'approve refuse accept decide decision pending waiting request answer number menu escalation',
    blocks: [
      steps(
        say`Open ${requests.title} in the menu. The figure beside it says how many wait for you.`,
        say`Read who asks, for which entity and why.`,
        say`Do you know the person, and is the access needed? Press ${requests.approve}.`,
        picture('requests', 'The list of requests, with the buttons to approve and to refuse.'),
        say`Otherwise press ${requests.refuse}, and write a reason. The person is told.`,
      ),
      text(say`Several people may have received the same request. The first answer counts, and the request disappears for the others.`),
      text(say`Does the request say ${requests.stranger}? The person has no account. They have only proved that the address is theirs, and their message may say anything. Without a decision the request disappears after 30 days.`),
      note(say`You do not know the person? Then refuse, or ask around first. Look at the address closely: is it that of the entity?`),
      text(say`Answered requests stay in the list ${requests.decided}.`),
      go('requests', requests.title),
    ],
  },

  operations: {
    title: 'How do I prepare, publish and close an operation?',
    short: 'An operation starts as a draft that only its managers see. Nobody receives an e-mail before you publish it.',
    words: 'create new draft publish open close reference participation entity lender borrower compose prepare end',
    blocks: [
      heading('Prepare'),
      steps(
        say`In the list of operations press ${t.operations.create}. You need the role ${people.roles.creator}.`,
        say`Type the reference and the name.`,
        picture('compose', 'The form for a new operation: reference, name and participating entities.'),
        say`Add the entities, and choose the part of each. Press ${compose.submit}.`,
        say`Add the people, as described in ${link('share', 'How do I share my access?')} They are waiting and know nothing of it yet.`,
      ),
      heading('Publish'),
      text(say`On the operation’s page, open the menu with the three dots and choose ${life.publish}. You see who will be told. There must be a borrower.`),
      heading('Close'),
      text(say`In the same menu, choose ${life.close}. Afterwards access can only be withdrawn.`),
      note(say`A closed operation cannot be opened again.`),
      go('compose', t.operations.create),
    ],
  },
}
