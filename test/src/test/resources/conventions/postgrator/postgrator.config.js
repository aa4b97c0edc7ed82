module.exports = { migrationPattern: 'migrations/*', driver: 'pg', database: 'podcasts' }
