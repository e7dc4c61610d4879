namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>The steps of a batch, in order.</summary>
internal enum CommitStep
{
    /// <summary>The transaction has begun.</summary>
    Begun,

    /// <summary>A submission's entries and rows are stored.</summary>
    Stored,

    /// <summary>The entries were read back, the completed nodes are stored.</summary>
    ReadBack,

    /// <summary>The signed checkpoint is stored.</summary>
    Signed,

    /// <summary>Just before the commit.</summary>
    Committing,

    /// <summary>Just after the commit: a failure here is one that was persisted.</summary>
    CommitReturned,

    /// <summary>The outcome is known; nobody has been told yet.</summary>
    Committed,
}
