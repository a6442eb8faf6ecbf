using System.Diagnostics;

namespace LiveShop.Core;

/// <summary>The actor of a command, and the versions that the command requires (<c>If-Match</c>); null for any version.</summary>
public sealed record Caller(Actor Actor, ExpectedVersions? ExpectedVersion = null)
{
    public static readonly Caller System = new(Actor.System);

    /// <summary>The origin of a change that is decided now, in the current trace.</summary>
    public ChangeOrigin Origin(TimeProvider clock) => new(Actor, clock.Now(), Activity.Current?.Id);
}

/// <summary>Who makes a change, when, and in which trace (W3C <c>traceparent</c>), for the journal.</summary>
public sealed record ChangeOrigin(Actor By, DateTimeOffset At, string? TraceParent = null);
