module.exports = {
  async up(db) {
    await db.collection('users').updateMany({ role: { $exists: false } }, { $set: { role: 'user' } });
  },

  async down(db) {
    await db.collection('users').updateMany({}, { $unset: { role: '' } });
  }
};
