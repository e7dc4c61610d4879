namespace Jingan.TargetMgmt.Sql.Statements;

/// <summary>One SQL statement of a write with its parameters.</summary>
/// <param name="Sql">A constant in the common subset of both engines. It may also name <c>@logIndex</c>,
/// which the queue supplies.</param>
/// <param name="Parameters">An object whose members are the other parameters: string, long, byte[] or null.</param>
/// <remarks>It must change exactly one row: anything else means that what the preparation assumed no longer holds,
/// and the unit conflicts.</remarks>
public sealed record Statement(string Sql, object Parameters);
