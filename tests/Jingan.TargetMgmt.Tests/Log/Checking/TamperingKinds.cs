using System.Text;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Log.Checking;

/// <summary>One kind of tampering with a stopped side.</summary>
/// <param name="Name">Table or file, and what is done to it.</param>
/// <param name="Do">Does it; false when it would change nothing.</param>
internal sealed record TamperingKind(string Side, string Name, Func<StoredFolder, bool> Do);

/// <summary>Every table × every column altered, rows deleted, made up, exchanged and set back, in the oldest row and
/// the newest; every schema object; every file.</summary>
internal static class TamperingKinds
{
    public static IEnumerable<TamperingKind> Of(StoredFolder year, string side)
    {
        var tables = year.Ask(
            side, "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name <> "
                + "'SchemaVersions' order by name");
        return [.. tables.SelectMany(table => OfTable(year, side, table)), .. SetBack(side), .. OfSchema(year, side),
            .. OfFiles(side)];
    }

    private static IEnumerable<TamperingKind> OfTable(StoredFolder year, string side, string table)
    {
        var columns = year.Ask(side,
            $"select name || ' ' || lower(type) from pragma_table_info('{table}') order by cid")
                .Select(c => c.Split(' ')).ToList();
        var keys = year.Ask(side,
            $"select name from pragma_table_info('{table}') where pk > 0 union select i.name from "
                + $"pragma_index_list('{table}') l join pragma_index_info(l.name) i where l.[unique] = 1").ToHashSet();
        var newest = $"(select max(rowid) from {table})";
        foreach (var (age, row) in (IEnumerable<(string, string)>)[("oldest", $"(select min(rowid) from {table})"),
            ("newest", newest)])
        {
            yield return Sql(side, $"{table}: the {age} row is deleted", $"delete from {table} where rowid = {row}");
            foreach (var column in columns)
            {
                yield return Sql(side, $"{table}: {column[0]} of the {age} row is altered",
                    $"update {table} set {column[0]} = {Other(column[0], column[1])} where rowid = {row}");
            }
        }

        yield return Sql(side, $"{table}: all rows are deleted", $"delete from {table}");
        yield return Sql(
            side, $"{table}: a row is made up",
            $"insert into {table} select {string.Join(", ", columns.Select(c => Other(c[0], c[1])))} from "
                + $"{table} where rowid = {newest}");
        if (columns.Any(c => c[0] == "log_index") && !keys.Contains("log_index"))
        {
            var made = columns.Select(c => c[0] == "log_index" ? c[0] : Other(c[0], c[1]));
            yield return Sql(side, $"{table}: a row is made up that names an entry there is",
                $"insert into {table} select {string.Join(", ", made)} from {table} where rowid = {newest}");
        }

        var rest = columns.Select(c => c[0]).Where(c => !keys.Contains(c)).ToList();
        if (rest.Count > 0)
        {
            var (a, b) = ($"(select min(rowid) from {table})", newest);
            yield return Sql(
                side, $"{table}: two rows exchange {string.Join(", ", rest)}",
                $"""
                create temp table swapped as select rowid as place, {string.Join(", ", rest)} from {table} where rowid in ({a}, {b});
                update {table} set ({string.Join(", ", rest)}) = (select {string.Join(", ", rest)} from swapped s
                    where s.place <> {table}.rowid)
                where rowid in (select place from swapped)
                """, isSame: folder =>
                    folder.Ask(side,
                        $"select 'x' from (select distinct {string.Join(", ", rest)} from {table} where rowid in "
                            + $"({a}, {b}))").Count < 2);
        }
    }

    // What is in force, as it was one version ago; with the version's own row, so that it looks right.
    private static IEnumerable<TamperingKind> SetBack(string side) => side != "government" ? [] :
    [
        Sql(side, "unit_current: the newest name is set back",
            "update unit_current set (version, name, kind, log_index) = (select version, name, kind, log_index from "
                + "unit_version v where v.code = unit_current.code and v.version = 1) where version = 2"),
        Sql(side, "target_current: the newest version is set back",
            "update target_current set version = 1, log_index = (select log_index from target_version v where "
                + "v.target_id = target_current.target_id and v.version = 1) where version = 2"),
        Sql(side, "period_current: the newest dates are set back",
            "update period_current set (version, opens_on, due_on, closes_on, log_index) = (select version, opens_on,"
                + " due_on, closes_on, log_index from period_version v where v.code = period_current.code and "
                + "v.version = 1) where version = 2"),
        Sql(side, "progress_current: a correction is set back",
            "update progress_current set (revision, log_index) = (select revision, log_index from progress_report r "
                + "where r.target_id = progress_current.target_id and r.unit = progress_current.unit and r.period = "
                + "progress_current.period and r.revision = 1), window_index = (select log_index from "
                + "progress_report r where r.target_id = progress_current.target_id and r.unit = "
                + "progress_current.unit and r.period = progress_current.period and r.revision = 1), value = 3100000 "
                + "where revision = 2 and period = '2018-04'"),
        Sql(side, "progress_current and progress_report: a correction is taken away",
            "update progress_current set revision = 1, value = 3100000, (log_index, window_index) = (select "
                + "log_index, log_index from progress_report r where r.target_id = progress_current.target_id and "
                + "r.unit = progress_current.unit and r.period = progress_current.period and r.revision = 1) where "
                + "revision = 2 and period = '2018-04'; delete from progress_report where revision = 2 and period = "
                + "'2018-04'"),
        Sql(side, "progress_current: the last filing within the window is another",
            "update progress_current set window_index = (select min(log_index) from progress_report) where revision "
                + "= 2"),
        Sql(side, "progress_current: the last filing within the window is forgotten",
            "update progress_current set window_index = null where revision = 2"),
    ];

    private static IEnumerable<TamperingKind> OfSchema(StoredFolder year, string side)
    {
        foreach (var trigger in year.Ask(side, "select name from sqlite_schema where type = 'trigger' order by name"))
        {
            yield return Schema(side, $"trigger {trigger} is dropped", _ => $"drop trigger {trigger}");
            yield return Schema(side, $"trigger {trigger} does nothing any more", folder =>
                $"drop trigger {trigger}; "
                + $"{folder.Ask(side, "select substr(sql, 1, instr(sql, 'begin') - 1) from sqlite_schema where name "
                    + $"= '{trigger}'")[0]} begin select 1; end");
        }

        foreach (var index in year.Ask(
            side, "select name from sqlite_schema where type = 'index' and sql is not null order by name"))
        {
            yield return Schema(side, $"index {index} is dropped", _ => $"drop index {index}");
        }

        foreach (var (what, sql) in (IEnumerable<(string, string)>)
        [
            ("a trigger is added",
                "create trigger helpful after insert on log_checkpoint begin delete from idempotency; end"),
                ("a view is added", "create view rating_in_force as select 1"),
            ("a table is added", "create table extra (a)"),
            ("an index is added", "create index extra on log_entry (leaf_hash)"),
            ("a column is added", "alter table log_checkpoint add column extra text"),
            ("a table is renamed", "alter table idempotency rename to answers"),
            ("a table is dropped", "drop table idempotency"),
            ("a check is taken out of a table",
                "pragma writable_schema = on; update sqlite_schema set sql = replace(sql, 'check (length(root) = "
                    + "32)', '') where name = 'log_checkpoint'"),
            ("a migration is forgotten", "delete from SchemaVersions where SchemaVersionID = 1"),
            ("a migration is made up",
                "insert into SchemaVersions (ScriptName, Applied) values ('db/x/9999_more.sql', '2018-01-01')"),
        ])
        {
            yield return Schema(side, what, _ => sql);
        }
    }

    private static IEnumerable<TamperingKind> OfFiles(string side)
    {
        yield return new(side, "file: the mark is deleted", f => Done(() => File.Delete(f.Mark(side))));
        yield return new(side, "file: the mark is emptied", f => Done(() => File.WriteAllText(f.Mark(side), "")));
        yield return new(side, "file: the mark is no mark", f =>
            Done(() => File.WriteAllText(f.Mark(side), "six hundred")));
        yield return new(side, "file: the mark is cut short", f =>
            Done(() => File.WriteAllText(f.Mark(side), File.ReadAllText(f.Mark(side))[..30])));
        yield return new(side, "file: the mark is ahead", f => Done(() =>
            File.WriteAllText(f.Mark(side), $"{9999:D19} {Convert.ToBase64String(MerkleTree.EmptyRoot)}\n")));
        yield return new(side, "file: the mark beside the key is ahead", f => Done(() =>
        {
            using var mark = File.OpenWrite(f.KeyMark(side));
            mark.Write(Encoding.ASCII.GetBytes($"{9999:D19} {Convert.ToBase64String(MerkleTree.EmptyRoot)}\n"));
        }));
        yield return new(side, "file: the log's key is another", f => Done(() =>
        {
            var key = Directory.GetFiles(Path.Combine(f.Folder, "keys"), $"{side}*.pem").Single();
            File.WriteAllText(key, NoteSigner.NewEd25519($"targetmgmt.localhost/{side}").ToPem());
        }));
        yield return new(side, "file: the database is deleted", f => Done(() => File.Delete(f.File(side))));
        yield return new(side, "file: the database is emptied", f => Done(() => File.WriteAllText(f.File(side), "")));
        yield return new(side, "file: the database is cut short", f => Done(() =>
        {
            using var file = File.OpenWrite(f.File(side));
            file.SetLength(file.Length / 2);
        }));
        yield return new(side, "file: the database is the other side's", f => Done(() =>
            File.Copy(f.File(side == "government" ? "evaluation" : "government"), f.File(side), overwrite: true)));
        yield return new(side, "file: an old copy of the log is put back", f => PutBack(f, side));
        yield return new(side, "file: an old copy of the log is put back, and its mark", f =>
        {
            var root = f.Ask(side, "select hex(root) from log_checkpoint where size <= 300 order by size desc limit 1");
            var size = f.Ask(side, "select max(size) || '' from log_checkpoint where size <= 300");
            File.WriteAllText(f.Mark(side),
                $"{size[0].PadLeft(19, '0')} {Convert.ToBase64String(Convert.FromHexString(root[0]))}\n");
            return PutBack(f, side);
        });
    }

    private static bool PutBack(StoredFolder folder, string side) => folder.Edit(side,
        "delete from log_entry where idx >= 300; delete from log_checkpoint where size > 300; delete from "
            + "log_cosignature; delete from log_node where idx >= 1") > 0;

    private static TamperingKind Sql(string side, string name, string sql, Func<StoredFolder, bool>? isSame = null) =>
        new(side, name, folder => isSame?.Invoke(folder) != true && folder.Edit(side, sql) > 0);

    private static TamperingKind Schema(string side, string name, Func<StoredFolder, string> sql) =>
        new(side, "schema: " + name, folder => Done(() => folder.Alter(side, sql(folder))));

    private static string Other(string column, string kind) => kind switch
    {
        "integer" => $"coalesce({column}, 0) + 1000003",
        "text" => $"coalesce({column}, '') || 'x'",
        _ => "randomblob(32)",
    };

    private static bool Done(Action action)
    {
        action();
        return true;
    }
}
