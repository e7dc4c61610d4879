using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>What the ways of uploading have in common, once a file has come whole.</summary>
internal static class StoreEvidence
{
    /// <summary>What a unit says of a file.</summary>
    /// <param name="Type">What it is, by its content.</param>
    internal sealed record Label(string? Title, DateOnly? AsOf, EvidenceType? Type);

    /// <summary>Puts the file where it belongs, and then its entry into the log: a crash between the two leaves content
    /// that nobody can ask for until it is uploaded again.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="db">The government side.</param>
    /// <param name="caller">The reporter.</param>
    /// <param name="file">The file; asked for again after a conflict, it may be kept already.</param>
    /// <param name="label">What is said of it.</param>
    /// <param name="isDryRun">Whether nothing is to be stored.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<PreparedWrite> PrepareAsync(
        EvidenceFolder folder, GovernmentDb db, Caller caller, IncomingFile file, Label label, bool isDryRun,
        CancellationToken ct)
    {
        var (unit, now) = (caller.Unit!.Value, db.Clock.GetUtcNow());
        if (label.AsOf > ShanghaiDate.Of(now))
        {
            return Problem.Invalid("/asOf", new("不得晚于今天", "must not be in the future"));
        }

        var queries = new QueryBatch();
        var removal = EvidenceStore.AddRemoval(queries, file.Sha256);
        var found = EvidenceStore.AddFind(queries, file.Sha256);
        await db.ReadAsync(queries, ct);
        if (removal.Rows is [var removed])
        {
            folder.Delete(file.Sha256); // it may have come while it was being removed
            return EvidenceRefusal.Removed(removed);
        }

        if (!isDryRun && File.Exists(file.Path))
        {
            folder.Keep(file.Path, file.Sha256);
        }

        if (found.Rows.FirstOrDefault(e => e.Unit == unit) is { } earlier)
        {
            return PreparedWrite.Repeat(
                earlier with { Index = null }, await db.ReadReceiptAsync(earlier.Index!.Value, ct));
        }

        var uploaded = new UploadedEvidence(
            null, file.Sha256, unit, file.Size, label.Type!.MediaType,
            string.IsNullOrWhiteSpace(label.Title) ? null : label.Title.Trim(), label.AsOf, caller.Name,
            UtcText.Format(now), null, []);
        return PreparedWrite.Write(
            StatusCodes.Status201Created, uploaded, $"/api/v1/evidence/{file.Sha256}",
            EvidenceStore.ToCommit(uploaded));
    }

    internal sealed class Validator : AbstractValidator<Label>
    {
        public Validator() => RuleFor(r => r.Title).Prose(200);
    }
}
