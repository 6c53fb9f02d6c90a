import { fr as accountWords } from '../../account/fr'
import { fr as t } from '../../fr'
import type { Articles } from '../text'
import { go, heading, link, list, note, picture, say, steps, text } from '../text'

const { account } = accountWords

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
        say`Ouvrez ${account.pages.address} et cliquez sur ${'Changer d’adresse'}.`,
        say`Saisissez la nouvelle adresse. Vous voyez la liste de toutes les opérations et entités concernées. Rien n’a encore changé.`,
        say`Nous envoyons un code à la nouvelle messagerie. Saisissez-le : il prouve que cette messagerie est la vôtre.`,
        say`Confirmez. Désormais, vous vous connectez avec la nouvelle adresse.`,
      ),
      list(
        say`L’ancienne messagerie reçoit un e-mail à ce sujet. Si ce n’était pas vous, son lien annule le changement pendant 72 heures.`,
        say`Vos collègues voient la nouvelle adresse. Personne ne doit vous ajouter à nouveau.`,
        say`Vous ne pouvez plus ouvrir l’ancienne messagerie ? Connectez-vous avec votre mot de passe, puis indiquez, à l’étape du code, que vous ne pouvez plus la lire. Un collègue ou un gestionnaire d’équipe répond de vous ; il faut 72 heures.`,
        say`Dans une entité cliente, l’adresse d’une autre organisation demande d’abord l’accord d’un gestionnaire d’équipe.`,
      ),
      note(say`Vous changez d’employeur ? C’est autre chose : un accès appartient à l’entité. Voyez ${link('leaving', 'Je change de poste ou je pars')}.`),
      go('account', account.title),
    ],
  },

  leaving: {
    title: 'Je change de poste ou je pars',
    short: 'Avant de partir, transmettez vos accès à un ou plusieurs collègues. Ils prennent le relais, puis vos accès prennent fin.',
    words: 'partir quitter démission départ transmettre transmission passation relais successeur retraite congés maternité poste fonction mutation équipe transfert nouvel employeur retirer moi',
    blocks: [
      heading('Transmettre'),
      steps(
        say`Ouvrez votre compte et choisissez de transmettre vos accès.`,
        picture('account-menu', 'Le menu ouvert par votre nom mène à votre compte.'),
        say`Choisissez qui prend votre suite : une personne pour tout, ou une pour chaque opération.`,
        say`Chacune de ces personnes reçoit un e-mail et accepte.`,
        say`Quand elles ont accepté, vos accès prennent fin d’eux-mêmes. À aucun moment il ne manque quelqu’un.`,
      ),
      heading('Je veux seulement quitter une opération'),
      text(say`Personne ne retire son propre accès. Sur votre ligne, cliquez sur les trois points et demandez à être retiré. Un contact qui gère le dossier s’en charge.`),
      heading('Je change d’équipe, mais je reste dans l’entité'),
      text(say`Un gestionnaire d’équipe vous déplace dans l’organigramme. Vous gardez votre compte. Demandez que l’on retire les accès dont vous n’avez plus besoin.`),
      heading('Je change d’employeur'),
      list(
        say`Vos accès pour le compte de l’ancienne entité prennent fin. Votre gestionnaire d’équipe archive votre habilitation.`,
        say`La nouvelle entité vous invite. Donnez la nouvelle adresse : c’est un nouvel accès, avec sa propre autorisation.`,
      ),
      note(say`Vous êtes seul à gérer un dossier ? Désignez d’abord un successeur. Guichet ne laisse jamais un dossier sans gestionnaire.`),
      go('account', account.title),
    ],
  },
}
