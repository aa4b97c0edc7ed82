CREATE TABLE `identities` (`id` char(36) NOT NULL, PRIMARY KEY(`id`), `traits` JSON NOT NULL) ENGINE=InnoDB;
