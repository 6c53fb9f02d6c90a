import { fr as t } from '../../../words/fr'
import { fr as dated } from '../../../dates/words/fr'
import { fr as o } from '../../../operations/words/fr'
import { fr as recent } from '../../../recent/words/fr'
import { fr as unusual } from '../../../unusual/words/fr'
import { fr as operations } from '../../../operations/words/fr'
import type { Articles } from '../text'
import { go, heading, link, list, note, picture, say, steps, text } from '../text'

const toThePage = [
  say`Ouvrez l’opération, puis cliquez sur ${t.operation.administrative}, en haut à droite.`,
]

export const giving: Pick<Articles, 'share' | 'withdraw' | 'archive' | 'as-of' | 'dated' | 'lists'> = {
  share: {
    title: 'Comment partager mon accès avec un collègue ?',
    short: `Ouvrez la page des accès de l’opération, cliquez sur « ${t.access.add} » et saisissez l’adresse e-mail du collègue.`,
    words: 'ajouter inviter collègue donner accès partager contact personne nouveau remplaçant congés absence liste plusieurs adresses',
    blocks: [
      note(say`Ne donnez jamais votre mot de passe. Chacun a son propre accès.`),
      steps(
        ...toThePage,
        picture('details', 'La page d’une opération. Le bouton qui mène à la page des accès se trouve en haut à droite.'),
        say`Cliquez sur ${t.access.add}.`,
        picture('access', `La liste des personnes ayant accès. Le bouton « ${t.access.add} » se trouve en haut à droite de la liste.`),
        say`Saisissez l’adresse e-mail. Vous pouvez en saisir plusieurs, séparées par un espace.`,
        say`Cliquez sur le bouton du bas. À côté de chaque adresse, vous lisez ce qui s’est passé.`,
        picture('add', 'La fenêtre d’ajout : les adresses et, en bas, le bouton.'),
      ),
      heading('Est-ce la bonne personne ?'),
      text(say`Sous le champ, chaque adresse dit ce qu’elle a d’inhabituel : elle est celle d’une autre entité, elle est à une lettre près d’une adresse connue, ou elle vient de l’extérieur. Une lettre est fausse ? Cliquez sur l’adresse proposée. Vous connaissez la personne ? Cochez ${unusual.sure}. Seules ces adresses l’attendent, et la liste affiche ensuite ${t.access.outside} à côté d’elles.`),
      heading('Et ensuite ?'),
      list(
        say`${t.access.statuses.active} : la personne a accès dès maintenant.`,
        say`${t.access.statuses.invited} : la personne a reçu un e-mail et doit créer son compte.`,
        say`${t.access.statuses.queued} : un gestionnaire d’équipe de l’entité doit d’abord donner son accord, ou l’opération est encore en préparation. Vous n’avez rien d’autre à faire.`,
      ),
      text(say`L’invitation est rédigée dans la langue de la plupart des personnes de cette entité, et en français et en anglais s’il n’y en a encore aucune. Vous pouvez en choisir une autre sous ${t.add.more}.`),
      text(say`Une même personne peut inviter 500 personnes sans compte en 24 heures. Au-delà, vous le lisez à côté de l’adresse : continuez le lendemain, ou laissez un collègue poursuivre.`),
      text(say`Vous pouvez ajouter les personnes de votre entité. Les contacts qui gèrent le dossier peuvent ajouter celles de toutes les entités. Vous pouvez aussi fixer ${link('dated', 'une date de fin')}.`),
      go('access', t.access.title),
    ],
  },

  withdraw: {
    title: 'Comment retirer un accès, ou le rendre ?',
    short: `Sur la ligne de la personne, cliquez sur les trois points et choisissez « ${t.access.revoke} ». Vous pouvez le rendre à tout moment.`,
    words: 'retirer supprimer révoquer enlever ôter arrêter fin parti départ rétablir annuler rendre retour erreur trois points',
    blocks: [
      heading('Retirer'),
      steps(
        ...toThePage,
        say`Trouvez la personne. Le champ de recherche, au-dessus de la liste, vous y aide.`,
        say`Cliquez sur les trois points au bout de la ligne et choisissez ${t.access.revoke}.`,
        picture('line-menu', `Le menu ouvert par les trois points d’une ligne, avec « ${t.access.revoke} ».`),
        say`Dites pourquoi, si vous le souhaitez : le motif est conservé. Cliquez sur ${t.revoke.submit}.`,
      ),
      text(say`Avant de confirmer, la fenêtre dit ce qui resterait : si une entité n’a plus personne ayant accès, et ce qui est en attente. Vous pouvez alors cliquer sur ${operations.impact.addFirst}. Au-delà de dix accès, vous saisissez leur nombre.`),
      text(say`L’accès prend fin aussitôt, même si la personne est en train de lire la page.`),
      note(say`C’était une erreur ? Cliquez sur ${t.common.undo} dans le message qui apparaît. Pendant dix minutes, vous le retrouvez aussi dans le menu, sous ${recent.title}.`),
      heading('Rendre'),
      steps(
        say`Choisissez la liste ${t.access.archived}.`,
        say`Sur la ligne de la personne, cliquez sur ${t.access.restore}.`,
        picture('archive', 'L’archive est la deuxième des listes. Sur chacune de ses lignes figure de quoi rendre l’accès.'),
        say`Choisissez une date de fin, ou laissez le champ vide. Confirmez.`,
      ),
      text(say`Les règles du jour s’appliquent. La personne doit peut-être être invitée à nouveau, ou attendre l’accord d’un gestionnaire d’équipe.`),
      text(say`Vous ne pouvez ni rendre ni prolonger l’accès de la personne dont vient le vôtre, directement ou par d’autres. Quelqu’un d’autre de votre entité le peut. Si c’est un contact qui gère le dossier qui l’avait retiré, ces contacts apprennent aussitôt qu’il est rendu.`),
      heading('Mon propre accès'),
      text(say`Les trois points ne permettent pas de retirer votre propre accès. Voyez ${link('leaving', 'Je change de poste ou je pars')}.`),
      go('access', t.access.title),
    ],
  },

  archive: {
    title: 'Où est l’archive ?',
    short: `Sur la page des accès de l’opération, dans la deuxième liste : « ${t.access.archived} ».`,
    words: 'anciens ancien passé historique terminé révoqué expiré liste qui avait accès avant plus accès archives',
    blocks: [
      steps(
        ...toThePage,
        say`Cliquez sur ${t.access.archived}, au-dessus de la liste.`,
        picture('archive', 'Les listes de la page des accès. L’archive est la deuxième.'),
      ),
      text(say`Vous y lisez qui n’a plus accès, depuis quand, qui l’a décidé et pourquoi. Rien n’en est jamais effacé.`),
      text(say`Une personne quitte l’archive quand son accès lui est rendu. Le bouton ${t.access.restore} figure sur la ligne.`),
      note(say`Les gestionnaires d’équipe ont aussi une archive des habilitations, sur la page ${t.nav.habilitations}.`),
      go('archive', t.access.archived),
    ],
  },

  'as-of': {
    title: 'Qui avait accès à une date donnée ?',
    short: `Sur la page des accès de l’opération, dans la troisième liste : « ${o.asOf.tab} ». Elle s’exporte vers un tableur, et s’imprime.`,
    words: 'qui avait accès quand date jour passé historique alors avant antérieur audit auditeur commissaire contrôle inspection preuve arrêté fin de mois année trimestre 31 décembre clôture état photo situation export csv tableur imprimer papier',
    blocks: [
      steps(
        ...toThePage,
        say`Cliquez sur ${o.asOf.tab}, au-dessus de la liste.`,
        say`Choisissez la date, ou l’une de celles qui sont proposées.`,
        say`${o.list.export} fait de toute la liste un fichier pour un tableur. Votre navigateur imprime la page telle qu’elle est, sans les menus.`,
      ),
      text(say`La liste montre qui avait accès à la fin de cette journée, à 23:59 dans votre fuseau horaire ; pour aujourd’hui, elle montre la situation du moment. L’heure et le fuseau figurent au-dessus. Elle ne sert qu’à la lecture ; son adresse se garde et s’envoie.`),
      list(
        say`Les noms et les adresses sont ceux de ce jour-là, même s’ils ont changé depuis.`,
        say`${o.asOf.dates} : à partir de quand et jusqu’à quand l’accès était alors donné.`,
        say`${o.asOf.given} : par qui, quand et comment il avait été donné. Le motif figure en dessous, s’il y en a un.`,
        say`${o.asOf.since} : si cet accès a pris fin, et quel jour.`,
      ),
      text(say`Ceux qui gèrent le dossier voient tout le monde ; les autres voient les personnes de leur entité. Qui était seulement invité, ou attendait encore, n’avait pas accès et ne figure pas dans la liste.`),
      note(say`Vous voulez savoir ce qui a été décidé entre-temps ? Voyez ${link('register', 'Que conserve le registre ?')}`),
      go('asOf', o.asOf.tab),
    ],
  },

  dated: {
    title: 'Un accès avec une date de fin',
    short: 'Vous pouvez donner un accès qui s’arrête de lui-même le jour que vous choisissez. Vous pourrez choisir un autre jour plus tard.',
    words: 'date fin jusqu’au expirer expiré expiration prolonger prolongation temporaire limité durée congés remplacement auditeur stagiaire',
    blocks: [
      heading('Fixer une date de fin'),
      steps(
        say`Quand vous ajoutez une personne, ouvrez ${t.add.more}.`,
        say`Sous ${dated.until}, choisissez une durée, ou ${dated.ends.day} puis le dernier jour. L’accès prend fin à minuit, au terme de ce jour dans votre fuseau horaire ; les e-mails nomment ce fuseau. Sous ${dated.start}, vous pouvez choisir un premier jour à venir.`,
        picture('add-until', 'La fenêtre d’ajout, avec le champ du dernier jour.'),
      ),
      text(say`Dans la liste, le dernier jour figure sur la ligne de la personne, mis en évidence les trente derniers jours. Un début à venir y figure aussi. Les jours sont ceux de votre fuseau horaire : ce qui a été donné dans un autre peut prendre fin en cours de journée, et l’heure figure alors à côté.`),
      heading('Prolonger'),
      text(say`Sur la ligne de la personne, ouvrez les trois points et cliquez sur ${dated.extend}, ou ${dated.setEnd} s’il n’y en a pas. Une durée usuelle se choisit d’un clic ; pour une autre fin, choisissez le dernier jour, puis ${dated.submit}. L’effet est immédiat et inscrit au registre.`),
      text(say`Un gestionnaire d’équipe fait de même pour une habilitation, sur la page ${t.nav.habilitations} : trois points, puis ${dated.habilitation.extend}.`),
      heading('Pour combien de temps puis-je le donner ?'),
      text(say`Aussi longtemps que vous l’avez vous-même : si votre propre accès a une date de fin, celui que vous donnez s’arrête ce jour-là au plus tard, et de lui-même si vous ne choisissez rien. Les contacts qui gèrent le dossier choisissent le jour qu’ils veulent. Un jour que l’un d’eux a fixé n’est reporté que par l’un d’eux.`),
      heading('Il a déjà pris fin'),
      text(say`La personne figure dans ${link('archive', 'l’archive')}. Cliquez sur ${t.access.restore} et choisissez une nouvelle fin. L’ancienne n’est jamais reprise d’elle-même.`),
      go('access', t.access.title),
    ],
  },

  lists: {
    title: 'Comment me repérer dans une longue liste ?',
    short: 'Triez par l’en-tête d’une colonne, filtrez, cochez toutes les lignes d’un coup. L’adresse garde tout.',
    words: 'trier tri ordre filtre filtrer colonne statut fin boîte recherche export csv tableur excel vue enregistrer page beaucoup tout sélectionner clavier raccourci touches',
    blocks: [
      list(
        say`Cliquez sur l’en-tête d’une colonne pour trier. Cliquez à nouveau pour inverser l’ordre.`,
        say`Choisissez une entité ou un statut au-dessus de la liste. Le nombre à côté d’un statut dit combien de lignes l’ont. Sous ${o.list.filters} se trouvent les autres : la partie, la personne qui a donné l’accès, ${o.list.endless}, ${o.list.unproved}.`,
        say`L’adresse de la page dit ce que vous avez choisi, et à quelle page vous êtes. Vous pouvez revenir en arrière, garder l’adresse ou l’envoyer à un collègue, qui voit ce qu’il peut voir.`,
        say`Cliquez sur ${o.list.views}, puis sur ${o.list.saveView} pour lui donner un nom. Les vues sont conservées dans ce navigateur ; le texte d’une recherche ne l’est pas.`,
        say`${o.list.export} donne un fichier pour tableur avec tout ce que les filtres laissent, et non cette seule page.`,
      ),
      heading('Faire une même chose pour plusieurs'),
      text(say`Les coches restent quand vous changez de page, et tombent quand vous changez ce qui est listé. Quand toutes les lignes d’une page sont cochées, la barre propose toutes celles de la liste. À la fin, chaque ligne a sa réponse : un refus n’arrête pas les autres.`),
      heading('Au clavier'),
      text(say`Ctrl et K mènent à une opération, une page ou une personne de la liste. Dans la liste, j et k vont d’une ligne à l’autre, x coche, / mène à la recherche. ? affiche tous les raccourcis et l’interrupteur des touches d’un seul caractère ; ils sont aussi derrière votre nom, en bas du menu.`),
      go('access', t.access.title),
    ],
  },
}
