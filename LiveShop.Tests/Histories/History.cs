using LiveShop.Core;
using LiveShop.Core.LiveStreams;

namespace LiveShop.Tests.Histories;

/// <summary>
/// All that was asked and answered about one stream, its journal, and what its customers were shown. Times are places in the
/// order of everything that was seen from outside.
/// </summary>
internal sealed record History
{
    public required IReadOnlyList<StreamCall> Calls { get; init; }

    public required IReadOnlyList<JournalEntry> Journal { get; init; }

    /// <summary>Every version of every product, and when it was written.</summary>
    public required IReadOnlyList<ProductVersion> Products { get; init; }

    public IReadOnlyList<ProductDeletion> Deletions { get; init; } = [];

    /// <summary>The states that each customer received, in order.</summary>
    public IReadOnlyList<IReadOnlyList<StreamView>> Customers { get; init; } = [];

    public override string ToString() => string.Join('\n',
    [
        "Calls", .. Calls.OrderBy(call => call.Sent).Select(call => $"  {call}"),
        "Journal", .. Journal.Select(entry => $"  {entry}"),
        "Products", .. Products.Where(product => product.Version > 1).Select(product => $"  {product}"),
        "Deletions", .. Deletions.Select(deletion => $"  {deletion}"),
        "Customers", .. Customers.Select(shown => $"  {string.Join(' ', shown.Select(view => view.Version))}"),
    ]);
}

/// <summary>A request and its response.</summary>
/// <param name="Id">In the journal too, by the trace that an entry keeps: tells whose change it is.</param>
/// <param name="IfMatch">The version that the caller says to have seen.</param>
internal sealed record StreamCall(string Id, string By, StreamRequest Request, long? IfMatch, long Sent, long Answered, StreamAnswer Answer)
{
    /// <summary>The server that was asked.</summary>
    public Uri? Server { get; init; }

    public bool Overlaps(StreamCall other) => Sent < other.Answered && other.Sent < Answered;

    public override string ToString() =>
        $"{Sent,4}-{Answered,-4} {By}: {Request}{(IfMatch is { } version ? $" if {version}" : "")} -> {Answer} [{Id}]";
}

/// <param name="Code">Of a refusal.</param>
/// <param name="State">The state after the change, or the current one that a refusal holds.</param>
internal sealed record StreamAnswer(int Status, string? Code = null, StreamView? State = null)
{
    public bool IsAccepted => Status < 300;

    /// <summary>Whether it was carried out is not known.</summary>
    public bool IsUnknown => Status >= 500;

    public override string ToString() => $"{Status} {Code} {State}";
}

internal sealed record JournalEntry(long Version, string? CallId, string By, LiveStreamAction Action, DateTimeOffset At, string? ProductId = null, long? ProductVersion = null)
{
    /// <summary>Whether no call asked for it: it follows from a change of a product, whose author a refreshed card names.</summary>
    public bool FollowsFromProduct => By == Actor.System.Name || Action == LiveStreamAction.ProductRefreshed;
}

internal sealed record ProductVersion(string ProductId, long Version, long Amount, bool IsDeleted, long Sent, long Answered);

/// <summary>Somebody tried to take a product off the shop.</summary>
internal sealed record ProductDeletion(string ProductId, bool IsRefused, long Sent, long Answered);
