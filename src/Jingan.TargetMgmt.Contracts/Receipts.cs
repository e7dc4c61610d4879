namespace Jingan.TargetMgmt.Contracts;

/// <summary>Where a write stands in its side's log 审计链; every acknowledged write carries one 回执.</summary>
/// <param name="Log"><c>government</c> or <c>evaluation</c>.</param>
/// <param name="Index">Position of the entry, from 0, without gaps.</param>
/// <param name="LeafHash">RFC 6962 section 2.1 leaf hash of the entry's exact bytes,
/// 64 lower-case hexadecimal digits.</param>
/// <param name="CheckpointSize">Size of the tree that was stored together with the entry and covers it.</param>
public sealed record Receipt(string Log, long Index, string LeafHash, long CheckpointSize);

/// <summary>Names a log entry by position and content.</summary>
/// <param name="Log"><c>government</c> or <c>evaluation</c>.</param>
/// <param name="Index">Position of the entry.</param>
/// <param name="LeafHash">Its leaf hash, 64 lower-case hexadecimal digits.</param>
public sealed record LogEntryRef(string Log, long Index, string LeafHash);

/// <summary>The head of a log: what a report says it was computed from.</summary>
/// <param name="Log"><c>government</c> or <c>evaluation</c>.</param>
/// <param name="Size">Number of entries.</param>
/// <param name="Root">RFC 6962 root hash at that size, 64 lower-case hexadecimal digits.</param>
public sealed record LogHead(string Log, long Size, string Root);

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <param name="Items">The items, in the list's order.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
