using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Jingan.TargetMgmt.Sql.Dialects;

/// <summary>SQLite's online backup, a stretch after another: what is written is flushed as it goes, so that no
/// commit of the service waits for all of it.</summary>
internal static class SqliteCopy
{
    private const int PagesAStep = 2048; // 8 MB

    // The file is nobody's yet and is thrown away if this fails: no journal, no index of one beside it, and flushed
    // here.
    private const string BeginPragmas =
        "pragma locking_mode = exclusive; pragma journal_mode = off; pragma synchronous = off;";

    // One file that any reader opens, without a WAL beside it.
    private const string EndPragmas = "pragma journal_mode = delete;";

    private const int DiskFull = unchecked((int)0x80070070); // what .NET calls it on Windows

    /// <param name="from">In a read transaction: without one a write by another process would begin the copy
    /// anew.</param>
    /// <param name="file">Not there yet.</param>
    /// <exception cref="SqliteException">It cannot be read or written.</exception>
    /// <exception cref="IOException">The disk of the new file is full: that is no fault of the database.</exception>
    public static void Run(SqliteConnection from, string file)
    {
        try
        {
            Write(from, file);
        }
        catch (SqliteException full) when (full.SqliteErrorCode == raw.SQLITE_FULL)
        {
            throw new IOException($"The disk of {file} is full.", DiskFull);
        }
    }

    private static void Write(SqliteConnection from, string file)
    {
        var target = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false };
        using (var to = new SqliteConnection(target.ToString()))
        {
            to.Open();
            Execute(to, BeginPragmas);
            Copy(from, to, file);
            Execute(to, EndPragmas);
        }

        Flush(file);
    }

    private static void Copy(SqliteConnection from, SqliteConnection to, string file)
    {
        using var backup = raw.sqlite3_backup_init(to.Handle, "main", from.Handle, "main");
        if (backup.IsInvalid)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(to.Handle), to.Handle);
        }

        int code;
        while ((code = raw.sqlite3_backup_step(backup, PagesAStep)) == raw.SQLITE_OK)
        {
            Flush(file);
        }

        if (code != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(code, to.Handle);
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this class
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }
}
