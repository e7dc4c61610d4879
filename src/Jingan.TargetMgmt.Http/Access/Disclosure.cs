using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>What a side keeps from callers of its log's routes, and whose access counts. Each side gives its own; as it
/// stands here, nothing is kept back.</summary>
public abstract class Disclosure
{
    /// <summary>A period whose unreleased ratings are among the entries [first, first + count);
    /// null when there is none.</summary>
    public virtual Task<string?> EmbargoedPeriodAsync(long first, int count, CancellationToken ct) =>
        Task.FromResult<string?>(null);

    /// <summary>Whether something among the entries [first, first + count) is not to be seen by anybody yet,
    /// the side's own people included.</summary>
    public virtual Task<bool> IsSealedAsync(long first, int count, CancellationToken ct) => Task.FromResult(false);

    /// <summary>The ids of the targets that a unit has a part in now: which of them a reporter may see.</summary>
    public virtual Task<IReadOnlySet<string>> TargetsOfAsync(UnitCode unit, CancellationToken ct) =>
        Task.FromResult<IReadOnlySet<string>>(new HashSet<string>());

    /// <summary>The <c>access</c> entries of evaluators that count, by index; null where none needs an approval: on the
    /// government side, and before the first assessor's key.</summary>
    public virtual Task<IReadOnlySet<long>?> ApprovedAccessAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlySet<long>?>(null);
}
