import { fr as accountWords } from '../../../accounts/words/fr'
import { fr as handed } from '../../../handovers/words/fr'
import { fr as moved } from '../../../moves/words/fr'
import { fr as t } from '../../../words/fr'
import { fr as operated } from '../../../operations/words/fr'
import type { Articles } from '../text'
import { go, heading, link, list, note, picture, say, steps, text } from '../text'

const { account, code } = accountWords

export const moving: Pick<Articles, 'address' | 'leaving'> = {
  address: {
    title: 'Mon adresse e-mail change',
    short: 'Gardez votre compte : déplacez-le vers la nouvelle adresse. Toutes vos opérations vous suivent.',
    words: 'e-mail email mail courriel adresse nouvelle changer changement déplacer mariage nom domaine fusion messagerie boîte compte doublon',
    blocks: [
      text(say`Faites-le tant que vous pouvez encore ouvrir l’ancienne messagerie. Ne créez pas de deuxième compte.`),
      steps(
        say`Cliquez sur votre nom, en bas du menu, puis sur ${t.nav.account}.`,
        picture('account', `La page « ${account.title} », avec votre adresse e-mail.`),
        say`Ouvrez ${account.pages.address} et cliquez sur ${moved.move}.`,
        say`Saisissez la nouvelle adresse. Vous voyez ce qui se passe pour chacune de vos opérations et de vos entités. Rien n’a encore changé.`,
        say`Saisissez votre mot de passe actuel. Nous envoyons un code à la nouvelle messagerie. Saisissez-le : il prouve que cette messagerie est la vôtre.`,
        say`Confirmez. Désormais, vous vous connectez avec la nouvelle adresse.`,
      ),
      list(
        say`L’ancienne messagerie reçoit un lien. Pendant 72 heures, il rétablit l’ancienne adresse, si ce n’était pas vous.`,
        say`Vos collègues voient la nouvelle adresse. Personne ne doit vous ajouter à nouveau.`,
        say`Dans une entité cliente, une adresse d’un autre domaine demande l’accord d’un gestionnaire d’équipe. Le reste se fait aussitôt.`,
      ),
      heading('Je ne peux plus ouvrir l’ancienne messagerie'),
      text(say`Connectez-vous avec votre mot de passe. Là où le code est demandé, cliquez sur ${code.lostMailbox}. Deux collègues doivent confirmer que c’est bien vous, ou un gestionnaire d’équipe. Un collègue compte après trente jours dans votre entité ; deux que la même personne a fait entrer comptent pour un. Vos gestionnaires d’équipe en sont avertis aussitôt et peuvent refuser. Il faut ensuite 72 heures, afin que personne ne s’empare de votre compte.`),
      note(say`Vous changez d’employeur ? C’est autre chose : un accès appartient à l’entité. Voyez ${link('leaving', 'Je change de poste ou je pars')}.`),
      go('address', moved.title),
    ],
  },

  leaving: {
    title: 'Je change de poste ou je pars',
    short: `Cliquez sur votre nom, puis sur « ${t.nav.handOver} » : vous désignez qui prend votre suite, et votre accès prend fin quand ils ont le leur.`,
    words: 'partir quitter démission départ transmettre transmission passation relais successeur retraite congés maternité poste fonction mutation équipe transfert nouvel employeur retirer moi',
    blocks: [
      heading('Transmettre'),
      steps(
        say`Cliquez sur votre nom en bas du menu, puis sur ${t.nav.handOver}.`,
        say`Dites qui prend votre suite : un successeur pour tout, ou ${handed.start.byOperation}.`,
        say`Choisissez à partir de quand, et jusqu’à quand vous avez accès tous les deux.`,
        say`Relisez ce qui va se passer, puis envoyez. Chaque successeur reçoit un e-mail et répond.`,
        say`Quand ils ont accepté, ils ont vos accès et les vôtres prennent fin. Il ne manque personne à aucun moment.`,
      ),
      text(say`Vous suivez le tout sous ${handed.list.title}. Quelqu’un refuse, ou ne répond pas ? Désignez-y un autre successeur, ou annulez tout.`),
      heading('Je veux seulement quitter une opération'),
      text(say`Personne ne retire son propre accès. Sur la page de l’opération, cliquez sur ${operated.leave.ask}. Ce choix figure aussi derrière les trois points de votre ligne. Désignez le collègue qui prend votre suite : il lui est demandé d’accepter, et votre accès prend fin à son accord. Sans successeur, ceux qui peuvent vous retirer sont prévenus, et votre accès demeure jusqu’à ce que l’un d’eux accepte.`),
      heading('Je change d’équipe, mais je reste dans l’entité'),
      text(say`Un gestionnaire d’équipe vous déplace dans l’organigramme. Vous gardez votre compte. Demandez que l’on retire les accès dont vous n’avez plus besoin.`),
      heading('Je change d’employeur'),
      list(
        say`Vos accès pour le compte de l’ancienne entité prennent fin. Votre gestionnaire d’équipe archive votre habilitation.`,
        say`La nouvelle entité vous invite. Donnez la nouvelle adresse : c’est un nouvel accès, avec sa propre autorisation.`,
      ),
      note(say`Vous êtes seul à gérer un dossier ? Désignez d’abord un successeur. Guichet ne laisse jamais un dossier sans gestionnaire.`),
      go('handovers', handed.list.title),
    ],
  },
}
