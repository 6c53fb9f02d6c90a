import { fr as t } from '../../../words/fr'
import { fr as governed } from '../../../entities/words/fr'
import type { Articles } from '../text'
import { go, heading, link, list, note, picture, say, steps, text } from '../text'

export const people: Pick<Articles, 'who' | 'managers' | 'why' | 'entities'> = {
  who: {
    title: 'Qui est qui ?',
    short: 'Une entité participe à une opération. Ses collaborateurs la suivent. Certains peuvent en faire entrer d’autres.',
    words: 'rôles mots vocabulaire signification définition gestionnaire prêteur emprunteur agent arrangeur chef de file contact utilisateur équipe entité côté',
    blocks: [
      list(
        say`Une opération est un dossier de prêt. Elle a une référence et un nom.`,
        say`Une entité est une banque, un fonds ou une entreprise. Dans une opération, elle est ${t.sides.manager}, ${t.sides.lender} ou ${t.sides.borrower}.`,
        say`Un contact est une personne qui a accès à une opération, pour le compte d’une entité. La même personne peut être contact de nombreuses opérations.`,
        say`Les contacts qui gèrent le dossier peuvent ajouter et retirer des personnes de toutes les entités de l’opération.`,
        say`Un gestionnaire d’équipe travaille dans une entité cliente. Il dit qui peut agir pour elle.`,
      ),
      heading('Qui peut faire entrer qui ?'),
      list(
        say`Un contact qui gère le dossier : tout le monde, pour chaque entité de l’opération.`,
        say`Tout autre contact : les collègues de sa propre entité.`,
        say`Un gestionnaire d’équipe : les personnes de son équipe et des équipes placées dessous.`,
      ),
      note(say`Personne, au sein du service lui-même, ne peut vous donner un accès, pas même son exploitant. Les accès sont entre les mains de ceux qui suivent l’opération.`),
      text(say`La page d’une opération indique le rôle de chaque entité.`),
      picture('participations', 'La liste des entités qui participent à une opération, chacune avec son rôle.'),
      go('operation', t.operation.participations),
    ],
  },

  managers: {
    title: 'Où sont les contacts qui gèrent le dossier ?',
    short: `Sur la page de l’opération, dans le cadre « ${t.operation.managers} ». L’enveloppe à côté d’un nom permet d’écrire à cette personne.`,
    words: 'contact gestionnaire agent arrangeur écrire e-mail téléphone demander question responsable enveloppe interlocuteur',
    blocks: [
      steps(
        say`Ouvrez la liste de vos opérations.`,
        say`Cliquez sur le nom de l’opération.`,
        say`Cherchez le cadre ${t.operation.managers}.`,
        say`Cliquez sur l’enveloppe pour écrire à une personne.`,
        picture('managers', 'Le cadre des contacts qui gèrent le dossier : nom, fonction, entité et, pour chacun, une enveloppe.'),
      ),
      text(say`Ils peuvent ajouter ou retirer des personnes, et répondre à vos questions sur les accès.`),
      text(say`L’opération ne figure pas dans votre liste ? Envoyez ${link('ask', 'une demande d’accès')} : elle leur parvient sans que vous connaissiez leurs noms.`),
      go('operation', t.operation.managers),
    ],
  },

  why: {
    title: 'Pourquoi est-ce que je vois ceci, ou ne le vois pas ?',
    short: 'Vous voyez les opérations dont vous êtes contact et, dans celles-ci, les personnes de votre entité et celles qui gèrent le dossier.',
    words: 'manque absent vide rien caché invisible ne vois pas voir ouverte n’existe pas disparu liste raison explication pourquoi',
    blocks: [
      heading('Une opération ne figure pas dans ma liste'),
      list(
        say`Vous agissez peut-être pour une autre entité en ce moment. Voyez ${link('entities', 'J’agis pour plusieurs entités')}.`,
        say`Une autre personne est peut-être connectée dans ce navigateur. La page la nomme : cliquez sur ${t.acting.signInAs}, et le lien s’ouvre pour vous.`,
        say`Elle est peut-être encore en préparation. Un e-mail vous avertit de son ouverture.`,
        say`Votre accès a peut-être pris fin, ou personne ne vous a encore ajouté. Envoyez ${link('ask', 'une demande d’accès')}.`,
        say`Vous utilisiez peut-être une autre adresse à l’époque. Un accès appartient à une adresse.`,
        say`Une recherche restreint peut-être la liste. Elle porte sur le début des mots du nom et de la référence, dans n’importe quel ordre, sans tenir compte des majuscules ni des accents : « four 0042 » trouve OP-2026-0042, « our 042 » ne le trouve pas.`,
      ),
      picture('operations', 'La liste des opérations. Chaque ligne mène à la page de l’opération.'),
      heading('Je ne vois pas tout le monde'),
      text(say`Les entités d’une opération ne voient pas les collaborateurs les unes des autres. Vous voyez vos propres collègues et les contacts qui gèrent le dossier. Ceux-ci sont les seuls à voir tout le monde.`),
      heading('Un bouton manque'),
      text(say`Guichet n’affiche que ce que vous pouvez faire. Si vous ne pouvez pas ajouter ou retirer quelqu’un, adressez-vous à un contact qui gère le dossier.`),
      heading('Pourquoi cette personne a-t-elle accès ?'),
      text(say`Sur la ligne de la personne, cliquez sur les trois points, puis sur ${governed.why} Vous lisez sur quoi repose l’accès, qui peut le modifier et ce que vous pouvez faire.`),
      note(say`Ce que vous ne pouvez pas voir et ce qui n’existe pas reçoivent la même réponse. Cela protège tout le monde, vous aussi.`),
      go('operations', t.nav.operations),
    ],
  },

  entities: {
    title: 'J’agis pour plusieurs entités',
    short: 'Vous avez un seul compte. Cliquez sur votre nom, en bas du menu, et choisissez l’entité pour laquelle vous agissez.',
    words: 'changer basculer environnement onglet onglets fenêtre deux personnes quelqu’un d’autre entité établissement société plusieurs deux employeurs banque contexte choisir',
    blocks: [
      steps(
        say`Cliquez sur votre nom, en bas du menu. Sur un téléphone, ouvrez d’abord le menu en haut.`,
        picture('account-menu', 'Le menu ouvert par votre nom : vos entités, votre compte et la déconnexion.'),
        say`Choisissez l’entité. Vous n’avez pas à vous déconnecter.`,
        say`La page montre maintenant les opérations de cette entité.`,
      ),
      text(say`À la connexion, Guichet vous demande ${t.environments.title} La réponse ne vous engage pas : vous pouvez en changer à tout moment.`),
      heading('Deux onglets, deux entités ou deux personnes'),
      text(say`Tous les onglets d’un navigateur agissent pour une seule personne et une seule entité. Si vous choisissez une autre entité dans un onglet, ou si une autre personne s’y connecte, les autres onglets vous le disent : rien n’est fait au nom de qui que ce soit tant que vous n’avez pas choisi. Ce que vous avez saisi reste en place.`),
      text(say`Pour travailler pour deux entités en même temps, utilisez deux navigateurs, ou une fenêtre privée.`),
      note(say`Ne créez pas un deuxième compte pour une deuxième entité. Une personne a un seul compte et une seule adresse.`),
      go('home', t.nav.operations),
    ],
  },
}
