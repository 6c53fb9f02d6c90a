import { fr as accountWords } from '../../../accounts/words/fr'
import { fr as t } from '../../../words/fr'
import { fr as notices } from '../../../notices/words/fr'
import { fr as registerWords } from '../../../register/words/fr'
import type { Articles } from '../text'
import { go, heading, link, list, note, picture, say, steps, text } from '../text'

const { security, browsers, code, account } = accountWords

export const safety: Pick<Articles, 'security' | 'notifications' | 'register'> = {
  security: {
    title: 'Comment protéger mon compte ?',
    short: `Un mot de passe long, que vous n’utilisez nulle part ailleurs et que personne ne connaît. Tout se trouve sur la page « ${t.nav.security} ».`,
    words: 'mot de passe piraté volé perdu téléphone application authentification double facteur secours code navigateur session déconnecter ordinateur partagé sûr sécurité',
    blocks: [
      heading('Un bon mot de passe'),
      list(
        say`Choisissez une phrase connue de vous seul. ${t.password.ruleLength}.`,
        say`Ne le dites à personne. Personne, au sein du service, ne vous le demandera.`,
        say`Pour le changer, ouvrez ${t.nav.security} et cliquez sur ${security.changePassword}. Vous êtes alors déconnecté partout ailleurs.`,
      ),
      heading('Un code sur votre téléphone'),
      text(say`Au lieu du code envoyé par e-mail, une application de votre téléphone peut l’afficher. Ouvrez ${t.nav.security} et cliquez sur ${security.setUp}. La page vous guide pas à pas.`),
      picture('security', `La page « ${t.nav.security} » : le mot de passe et, dessous, l’application d’authentification.`),
      text(say`Vous recevez aussi dix codes de secours. Imprimez-les et gardez-les dans un tiroir : l’un d’eux vous fait entrer si le téléphone est perdu.`),
      heading('Où suis-je connecté ?'),
      text(say`La page ${browsers.title} montre chaque ordinateur et chaque téléphone. L’un d’eux vous est inconnu ? Cliquez sur ${browsers.end} et changez votre mot de passe.`),
      picture('browsers', `La page « ${browsers.title} » : chaque ligne est un navigateur dans lequel vous êtes connecté.`),
      note(say`Sur un ordinateur que d’autres utilisent : ne cochez pas ${code.remember}, et déconnectez-vous quand vous avez terminé.`),
      go('security', account.pages.security),
    ],
  },

  notifications: {
    title: 'Quels e-mails est-ce que je reçois ? Puis-je choisir ?',
    short: `Vous choisissez sur la page « ${account.pages.notifications} » de votre compte : au fil de l’eau, une fois par jour ou pas du tout, et pour chaque opération.`,
    words: 'mail mails e-mail courriel message messages notification notifications trop arrêter désabonner résumé rappel alerte fréquence langue',
    blocks: [
      steps(
        say`Cliquez sur votre nom, en bas du menu, puis sur ${t.nav.account}, puis sur ${account.pages.notifications}.`,
        say`Choisissez ${notices.modes.each[0]}, ${notices.modes.daily[0]} ou ${notices.modes.off[0]}. Un seul clic sur ${notices.allOff} met fin à toutes.`,
        say`Dessous, désactivez les opérations dont vous ne souhaitez pas entendre parler. Le même choix se trouve sur la page de l’opération.`,
      ),
      heading('Ce dont vous êtes informé'),
      list(
        say`Une personne de votre entité a obtenu un accès ou est partie, son accès est révoqué, rétabli ou va prendre fin. Qui gère une opération est informé de même pour les emprunteurs.`,
        say`Une demande attend votre décision.`,
        say`Jamais ce que vous avez fait vous-même, et jamais ce qui touche des personnes que vous ne pouvez pas voir.`,
      ),
      text(say`Ce qui se passe en quelques minutes arrive en un seul e-mail. Avec ${notices.modes.daily[0]}, l’e-mail attend 7 heures du matin, heure de Paris.`),
      text(say`Quand il se passe beaucoup de choses en une heure, vous recevez douze e-mails un à un. Un seul e-mail tient ensuite lieu de tous ceux qui auraient suivi.`),
      heading('Toujours envoyés'),
      list(
        say`Le code de connexion et le lien pour un nouveau mot de passe.`,
        say`Les invitations qui vous sont destinées.`,
        say`Ce qui touche votre propre compte : un nouveau mot de passe, une nouvelle adresse, un accès qui prend fin.`,
        say`Le rappel d’une demande que personne n’a tranchée au bout de trois jours ouvrés.`,
      ),
      text(say`Nos e-mails sont écrits dans la langue que vous avez choisie. Vous la changez sur la page ${account.pages.account}.`),
      note(say`Nos e-mails ne contiennent ni montants ni documents. Ils disent seulement qui peut voir quoi, et où regarder.`),
      go('notifications', account.pages.notifications),
    ],
  },

  register: {
    title: 'Que conserve le registre ?',
    short: 'Chaque décision d’accès : qui a décidé quoi, pour qui, quand et pourquoi. Rien n’y est jamais modifié ni supprimé.',
    words: 'journal historique audit piste preuve trace qui a fait quoi quand date export contrôle inspection données personnelles rgpd durée conservation effacement',
    blocks: [
      list(
        say`Qui a été ajouté, invité, retiré ou rétabli, et par qui.`,
        say`Le motif, s’il a été donné.`,
        say`Ce qui est arrivé à l’opération : création, publication, clôture.`,
        say`Les demandes d’accès, avec leurs réponses.`,
      ),
      picture('register', 'Le registre d’une opération : date, décision, personne concernée et auteur de la décision.'),
      text(say`Chaque ligne est liée à la précédente. Si quelqu’un modifiait une ligne après coup, cela se verrait.`),
      heading('Où le lire ?'),
      steps(
        say`Ouvrez l’opération, puis cliquez sur ${t.operation.administrative}, en haut à droite.`,
        say`Choisissez l’onglet ${t.access.register}. Ceux qui gèrent le dossier l’ont.`,
        say`Choisissez les jours avec ${registerWords.from} et ${registerWords.to}, ou un type de décision.`,
        say`${registerWords.export} en fait un fichier, pour un tableur ou un programme.`,
      ),
      text(say`Les gestionnaires d’équipe ont aussi le registre de leur entité, sur la page ${t.nav.habilitations}.`),
      heading('Ce qu’il ne conserve pas'),
      text(say`Ni mot de passe, ni document, ni donnée de prêt. Il n’enregistre pas ce que vous lisez.`),
      heading('Ce qui n’est conservé qu’un temps'),
      list(
        say`Quand et d’où vous vous êtes connecté, et les liens qui vous ont été envoyés : un an, à moins que votre service n’ait choisi une autre durée, de six mois à trois ans.`,
        say`Le détail d’un changement d’adresse terminé : aussi longtemps. Les adresses que vous avez eues restent avec votre compte.`,
        say`Les e-mails qui vous ont été envoyés : 30 jours.`,
      ),
      note(say`Vous voulez savoir pourquoi une personne a accès ? Voyez ${link('why', 'Pourquoi est-ce que je vois ceci ?')}`),
      go('register', t.access.register),
    ],
  },
}
