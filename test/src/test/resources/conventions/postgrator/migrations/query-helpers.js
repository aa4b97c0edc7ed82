module.exports.nothingToMigrate = () => 'SELECT 1'
