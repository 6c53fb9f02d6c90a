/* `guichet migrate [FOLDER]`: brings the database to the newest schema, one file and one transaction after the other,
 * and its views to those of views.sql. */
#ifndef MIGRATE_H
#define MIGRATE_H

int migrate_main(int argc, char **argv);

#endif
