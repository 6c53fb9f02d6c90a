import { fr as t } from '../../../words/fr'
import { fr as governed } from '../../../entities/words/fr'
import { fr as operated } from '../../../operations/words/fr'
import { fr as requested } from '../../../requests/words/fr'
import { fr as waits } from '../../../waiting/words/fr'
import type { Articles } from '../text'
import { go, heading, link, list, note, picture, say, steps, text } from '../text'

const { people, chart, roster } = governed
const { compose, life } = operated
const { requests } = requested

export const leading: Pick<Articles, 'waiting' | 'habilitations' | 'requests' | 'operations'> = {
  waiting: {
    title: 'Qu’est-ce qui m’attend ?',
    short: `La page « ${waits.title} » rassemble ce qui a besoin de vous : demandes, transmissions, invitations, échéances, et personnes seules à leur poste.`,
    words: 'attente tâches à faire tableau de bord première page chiffre pastille expirée non distribuée échéance seul unique non vérifié accueil',
    blocks: [
      text(say`Cliquez sur ${waits.title} dans le menu. Le chiffre à côté compte tout ce qui est sur la page. La même chose est dite en une ligne au-dessus de la liste des opérations.`),
      list(
        say`${waits.groups.requests.title} : ${link('requests', 'acceptez ou refusez')}, en disant pourquoi.`,
        say`${waits.groups.handovers.title} : quelqu’un qui part vous désigne comme ${link('leaving', 'successeur')}.`,
        say`${waits.groups.invitations_failed.title} : l’adresse n’existe pas, ou refuse nos e-mails. Révoquez la ligne et ajoutez la bonne adresse.`,
        say`${waits.groups.invitations_expired.title} : renvoyez le lien, ou révoquez la ligne.`,
        say`${waits.groups.ending.title} : fixez une autre ${link('dated', 'date de fin')} pour ceux qui continuent.`,
        say`${waits.groups.lone_managers.title} : ajoutez-en un second, avant que le premier soit malade ou s’en aille.`,
        say`${waits.groups.lone_leaders.title} : de même, dans votre entité.`,
        say`${waits.groups.unproved.title} : qui n’est pas passé par sa boîte depuis si longtemps est peut-être parti.`,
      ),
      text(say`Vous y trouvez ce que vous pouvez voir : toutes les lignes des opérations que vous gérez, celles de votre entité sur les autres, et celles des personnes de vos équipes. Rien ne se fait tout seul : chaque ligne mène là où l’on s’en occupe.`),
      note(say`Les opérations clôturées n’attendent personne.`),
      go('waiting', waits.title),
    ],
  },

  habilitations: {
    title: 'Comment fonctionnent les habilitations ?',
    short: `Dans une entité cliente, les gestionnaires d’équipe disent qui peut agir pour elle. Ils le font sur la page « ${people.title} ».`,
    words: 'habiliter habilitation autoriser gestionnaire équipe organigramme licence cliente rôle archiver rétablir déplacer créateur',
    blocks: [
      text(say`Une habilitation signifie : cette personne peut agir pour notre entité, dans cette équipe, avec ces rôles. Sans elle, personne ne suit une opération pour l’entité.`),
      heading('Habiliter quelqu’un'),
      steps(
        say`Ouvrez ${people.title} dans le menu.`,
        say`Choisissez l’équipe dans l’organigramme.`,
        say`Cliquez sur ${people.authorise} et saisissez l’adresse e-mail.`,
        picture('habilitations', `La page « ${people.title} » : l’organigramme à gauche, les personnes de l’équipe choisie à droite.`),
        say`Choisissez les rôles, s’il y en a, et confirmez.`,
      ),
      heading('Les rôles'),
      list(
        say`${people.roles.team_leader} : habilite des personnes dans son équipe et dans toutes les équipes placées dessous.`,
        say`${people.roles.creator} : prépare des opérations et en devient le premier gestionnaire.`,
        say`Sans rôle : suit les opérations auxquelles on l’ajoute.`,
      ),
      heading('Quelqu’un part ou change d’équipe'),
      list(
        say`Changement d’équipe : cliquez sur les trois points, puis sur ${people.change}.`,
        say`Beaucoup à la fois : cliquez sur ${roster.open} et choisissez un tableau d’adresses, d’équipes et de rôles. Vous lisez ligne par ligne ce qui se passerait avant que rien ne soit fait.`,
        say`Départ : cliquez sur les trois points, puis sur ${people.archive}. Vous lisez d’abord sur quelles opérations plus personne de votre entité ne resterait, et ce qui est en cours pour la personne. Tous ses accès pour votre entité prennent fin aussitôt. Son compte demeure.`,
        say`Retour : choisissez la liste ${people.archived}, puis ${people.restore}. Ses opérations vous sont ensuite proposées, pour lui être rendues.`,
      ),
      text(say`Un gestionnaire d’équipe dont l’habilitation a une date de fin habilite, et donne des rôles, jusqu’à ce jour au plus tard. Une fin qu’un gestionnaire d’équipe a fixée n’est reportée que par un autre d’aussi haut placé dans l’organigramme. Et nul ne rétablit ni ne prolonge le gestionnaire d’équipe dont vient son propre rôle.`),
      note(say`Un gestionnaire d’équipe ne donne que les rôles qu’il a, et ne change jamais les siens. Au sommet de l’organigramme, il reste toujours au moins un gestionnaire d’équipe.`),
      text(say`Le menu d’une équipe permet de tenir l’organigramme à jour : ${chart.add}, ${chart.rename}, ${chart.move}. Avec une souris, vous pouvez aussi faire glisser une personne, ou une équipe, sur une autre équipe.`),
      go('habilitations', people.title),
    ],
  },

  requests: {
    title: 'On me demande un accès. Que faire ?',
    short: `Ouvrez « ${requests.title} », lisez qui demande quoi, puis acceptez ou refusez. Un motif aide la personne.`,
    words: 'accepter refuser approuver décider décision attente demande répondre nombre menu niveau supérieur',
    blocks: [
      steps(
        say`Ouvrez ${requests.title} dans le menu. Le nombre affiché à côté indique combien vous attendent.`,
        say`Lisez qui demande, pour quelle entité et pourquoi.`,
        say`Vous connaissez la personne et l’accès est nécessaire ? Cliquez sur ${requests.approve}.`,
        picture('requests', 'La liste des demandes, avec les boutons pour accepter et pour refuser.'),
        say`Sinon, cliquez sur ${requests.refuse} et donnez un motif. La personne en est informée.`,
      ),
      text(say`Plusieurs personnes ont peut-être reçu la même demande. La première réponse compte ; la demande disparaît alors chez les autres.`),
      text(say`La demande porte ${requests.stranger} ? La personne n’a pas de compte. Elle a seulement prouvé que son adresse est la sienne, et son message peut dire n’importe quoi. Sans décision, la demande disparaît au bout de 30 jours.`),
      note(say`Vous ne connaissez pas la personne ? Refusez, ou renseignez-vous d’abord. Regardez bien l’adresse : est-ce celle de l’entité ?`),
      text(say`Les demandes déjà traitées restent dans la liste ${requests.decided}.`),
      go('requests', requests.title),
    ],
  },

  operations: {
    title: 'Comment préparer, publier et clôturer une opération ?',
    short: 'Une opération est d’abord à préparer : seuls ses gestionnaires la voient. Personne ne reçoit d’e-mail avant sa publication.',
    words: 'créer nouvelle brouillon publier ouvrir clôturer fermer référence participation entité prêteur emprunteur préparer fin',
    blocks: [
      heading('Préparer'),
      steps(
        say`Dans la liste des opérations, cliquez sur ${t.operations.create}. Il vous faut le rôle ${people.roles.creator}.`,
        say`Saisissez la référence et le nom.`,
        picture('compose', 'Le formulaire d’une nouvelle opération : référence, nom et entités participantes.'),
        say`Ajoutez les entités et choisissez le rôle de chacune. Cliquez sur ${compose.submit}.`,
        say`Ajoutez les personnes, comme l’explique ${link('share', 'Comment partager mon accès ?')} Elles sont en attente et n’en savent encore rien.`,
      ),
      heading('Publier'),
      text(say`Sur la page de l’opération, ouvrez le menu des trois points et choisissez ${life.publish}. Vous voyez qui sera prévenu. Il faut un emprunteur.`),
      heading('Clôturer'),
      text(say`Dans le même menu, choisissez ${life.close}. Ensuite, les accès peuvent seulement être retirés.`),
      note(say`Une opération clôturée ne peut pas être rouverte.`),
      go('compose', t.operations.create),
    ],
  },
}
