-- Rows of a register as versions before 34 wrote them: each hashed the one before it with BLAKE2b-256.
INSERT INTO register VALUES (1, 1737358252711, 'contact_added', '01jgxv2c8t00144071e27ee29f', NULL, '01jgxp1z7q00144071e27ee29f', '01jgxe7k3m00144071e27ee29f', '01jgxv2c8t00144071e27ee29f', '01jgxc6y5b00144071e27ee29f', NULL,
    '27978999deeaad5adb2ca3c428bab04bce797f5063c7c62d01c76282236faee1');
INSERT INTO register VALUES (2, 1738161385516, 'contact_revoked', '01jgxv2c8t00144071e27ee29f', 's1', '01jgxp1z7q00144071e27ee29f', '01jgxe7k3m00144071e27ee29f', '01jgxv2c8t00144071e27ee29f', '01jgxc6y5b00144071e27ee29f', 'Partie à l’été ; voir "dossier" 1\3',
    '770b8a0510bfe6f7ef4bce2913fc04156f8b92e696212cd77c12a6c65e93f931');
INSERT INTO register VALUES (3, 1738161385516, 'address_changed', NULL, NULL, NULL, NULL, '01jgxv2c8t00144071e27ee29f', NULL, 'a@b.example → c@d.example',
    '094bdf187c7d5ae04eb218b0be1ad9a48be8a2c4f7fcb0928b9c5f930eed2a13');
