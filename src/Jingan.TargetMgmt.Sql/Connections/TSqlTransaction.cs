using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Sql.Connections;

/// <summary>A transaction that was begun, and is ended, by statements:
/// so that its beginning travels with what it reads first.</summary>
/// <remarks>Commands need not name it: SqlClient asks that only of transactions that its own call has begun.</remarks>
internal sealed class TSqlTransaction(SqlConnection connection) : DbTransaction
{
    private bool _isOver;

    private const string CommitTSql = "commit transaction;";

    private const string RollbackTSql = "if @@trancount > 0 rollback transaction;";

    public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

    public override bool SupportsSavepoints => true;

    protected override DbConnection? DbConnection => _isOver ? null : connection;

    public override void Commit()
    {
        Run(CommitTSql);
        _isOver = true;
    }

    public override void Rollback()
    {
        _isOver = true;
        Run(RollbackTSql);
    }

    public override void Save(string savepointName) => Run($"save transaction {Checked(savepointName)};");

    /// <summary>Fails when the error that was met has doomed the transaction (xact_state() = -1).</summary>
    public override void Rollback(string savepointName) => Run($"rollback transaction {Checked(savepointName)};");

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isOver && connection.State == ConnectionState.Open)
        {
            try
            {
                Rollback();
            }
            catch (Exception gone) when (gone is SqlException or InvalidOperationException)
            {
                // The connection has gone: the server rolls back what its session leaves behind.
            }
        }

        base.Dispose(disposing);
    }

    private static string Checked(string name) => name.All(char.IsAsciiLetter)
        ? name
        : throw new ArgumentException("A savepoint's name has letters only.", nameof(name));

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants and a checked name
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
