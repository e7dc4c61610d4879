using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Http.Importing;

/// <summary>What became of one row.</summary>
/// <param name="Row">The row as a spreadsheet shows it (the header is row 1, a cell with line breaks is in one row), or
/// the element of the array counted from 1.</param>
/// <param name="Outcome"><c>created</c>, <c>changed</c>, <c>unchanged</c>, <c>ready</c> (held back by another row, or a
/// target in a dry run), <c>rejected</c>.</param>
public sealed record ImportRowOutcome(int Row, string? Id, string Outcome, IReadOnlyList<string> Errors);

/// <summary>What became of each row.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="ReadAs">How they were read, where a table spells something otherwise than JSON.</param>
/// <param name="Ignored">What of a table does not count.</param>
public sealed record ImportResponse(
    IReadOnlyList<ImportRowOutcome> Rows, ImportReading ReadAs, IReadOnlyList<IgnoredCell> Ignored);

/// <summary>All rows of an import, or none.</summary>
public static class ImportCheck
{
    public static readonly Text Twice = new("文件中重复", "appears twice in the file");

    private const int MostOfAText = 200;

    /// <summary>The ids that more than one row has.</summary>
    public static HashSet<TId> Repeated<T, TId>(IReadOnlyList<ImportRow<T>> rows, Func<T, TId> idOf)
        where T : class => rows.Where(r => r.Item is not null)
            .GroupBy(r => idOf(r.Item!))
            .Where(g => g.Count() > 1)
            .Select(g => g.Key)
            .ToHashSet();

    /// <summary>What is wrong, row by row; null when no row has a fault.</summary>
    /// <param name="rows">The rows as they were read.</param>
    /// <param name="faultsOf">What is wrong with a row that could be read.</param>
    public static Problem? Refusal<T>(
        IReadOnlyList<ImportRow<T>> rows, Func<T, IEnumerable<(string Pointer, string Message)>> faultsOf)
        where T : class
    {
        // As far as the row whose faults are enough to repair a file: what comes behind is not checked.
        var (read, faulty) = (new List<ImportRow<T>>(rows.Count), 0);
        for (var i = 0; i < rows.Count && faulty < RequestLimits.MostErrors; i++)
        {
            read.Add(rows[i] with
            {
                Faults = [.. rows[i].Faults, .. rows[i].Item is { } item ? faultsOf(item) : []],
            });
            faulty += read[^1].Faults.Count > 0 ? 1 : 0;
        }

        return faulty == 0 ? null : Rejected(read, rows.Count - read.Count);
    }

    /// <param name="rows">Those that were checked.</param>
    /// <param name="unchecked">How many were not.</param>
    private static Problem Rejected<T>(List<ImportRow<T>> rows, int @unchecked)
        where T : class
    {
        var problem = Problem.Invalid(rows.SelectMany((r, i) => r.Faults.Select(f => ($"/{i}{f.Pointer}", f.Message))));
        var told = 0;
        return new(problem.Code, problem.Detail)
        {
            Errors = problem.Errors,
            Extensions = problem.Extensions
                .Append(new("rows", rows.Where(r => r.Faults.Count > 0 || rows.Count <= RequestLimits.MostErrors)
                    .Select(Tell).ToList()))
                .Concat(@unchecked > 0 ? [new("unchecked", @unchecked)] : []).ToDictionary(),
        };

        // As many errors in all as the answer names above; every row that has some is shown.
        ImportRowOutcome Tell(ImportRow<T> row)
        {
            var errors = row.Faults.Take(RequestLimits.MostErrors - told)
                .Select(f => row.Tell(f.Pointer, f.Message)).ToList();
            told += errors.Count;
            return new(row.Row, Shortened(row.Id), row.Faults.Count > 0 ? "rejected" : "ready", errors);
        }
    }

    private static string? Shortened(string? text) => text is null ? null : Beginning.Of(text, MostOfAText);
}
