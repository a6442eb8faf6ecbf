using LiveShop.Core.LiveStreams;

namespace LiveShop.Tests.LiveStreams;

/// <summary>Reference model of a stream: a list of pins that is changed in place.</summary>
internal sealed class StreamModel
{
    public const string Changed = "changed";
    public const string Unchanged = "unchanged";

    /// <summary>When the next command is given.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>0 before there is a stream.</summary>
    public long Version { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The action of the last change.</summary>
    public LiveStreamAction Action { get; private set; }

    public string Status { get; private set; } = "Scheduled";

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public Dictionary<string, string?> Details { get; private init; } = new()
    {
        ["title"] = null, ["description"] = null, ["playbackUrl"] = null, ["thumbnailUrl"] = null, ["scheduledFor"] = null,
    };

    public List<Pin> Pins { get; private init; } = [];

    /// <summary>Goes on by itself.</summary>
    public StreamModel Copy() => new()
    {
        At = At, Version = Version, ChangedAt = ChangedAt, Action = Action, Status = Status, StartedAt = StartedAt, EndedAt = EndedAt,
        Details = new(Details), Pins = [.. Pins.Select(pin => pin with { })],
    };

    public string Create(string title)
    {
        if (Version > 0)
            return "already-exists";
        Details["title"] = title;
        return Accept(LiveStreamAction.Created);
    }

    public string PinProduct(string id, long version, long amount, bool deleted, int? place)
    {
        if (place is < 0 or > 49)
            return "validation";
        if (deleted)
            return "not-found";

        var at = Pins.FindIndex(pin => pin.Id == id);
        if (at < 0)
        {
            if (Pins.Count == 50)
                return "pin-limit";
            Pins.Insert(Math.Min(place ?? 50, Pins.Count), new Pin(id, At) { Version = version, Amount = amount });
            return Accept(LiveStreamAction.ProductPinned);
        }

        var pin = Pins[at];
        var to = Math.Min(place ?? at, Pins.Count - 1);
        if (to == at && pin.Active)
            return Unchanged;
        Pins.RemoveAt(at);
        Pins.Insert(to, pin);
        (pin.Active, pin.WasShown) = (true, false);
        return Accept(to == at ? LiveStreamAction.ProductShown : LiveStreamAction.ProductMoved);
    }

    public string SetActive(string id, bool active)
    {
        if (Pins.Find(pin => pin.Id == id) is not { } pin)
            return "not-found";
        if (pin.Active == active)
            return Unchanged;
        (pin.Active, pin.WasShown) = (active, !active && Status == "Live");
        return Accept(active ? LiveStreamAction.ProductShown : LiveStreamAction.ProductHidden);
    }

    public string Feature(string? id)
    {
        var hidden = Pins.FindAll(pin => !pin.Active);
        if (id is null && hidden.Count == 0)
            return "nothing-next";
        if ((id is null ? hidden.Find(pin => !pin.WasShown) ?? hidden[0] : Pins.Find(pin => pin.Id == id)) is not { } pin)
            return "not-found";
        if (pin.Active && pin == Pins[0])
            return Unchanged;
        Pins.Remove(pin);
        Pins.Insert(0, pin);
        (pin.Active, pin.WasShown) = (true, false);
        return Accept(LiveStreamAction.ProductFeatured);
    }

    public string HideAll()
    {
        if (Pins.TrueForAll(pin => !pin.Active))
            return Unchanged;
        foreach (var pin in Pins.Where(pin => pin.Active))
            (pin.Active, pin.WasShown) = (false, Status == "Live");
        return Accept(LiveStreamAction.ProductsHidden);
    }

    public string Write(string id, string? note)
    {
        if (Pins.Find(pin => pin.Id == id) is not { } pin)
            return "not-found";
        if (pin.Note == note)
            return Unchanged;
        pin.Note = note;
        return Accept(LiveStreamAction.ProductNoted);
    }

    public string Unpin(string id) => Pins.RemoveAll(pin => pin.Id == id) == 0 ? Unchanged : Accept(LiveStreamAction.ProductUnpinned);

    public string Reorder(IReadOnlyList<string> ids)
    {
        if (ids.Count != Pins.Count || Pins.Exists(pin => !ids.Contains(pin.Id)))
            return "order-mismatch";
        var sorted = Pins.OrderBy(pin => ids.ToList().IndexOf(pin.Id)).ToList();
        if (sorted.SequenceEqual(Pins))
            return Unchanged;
        Pins.Clear();
        Pins.AddRange(sorted);
        return Accept(LiveStreamAction.ProductsReordered);
    }

    public string Refresh(string id, long version, long amount, bool deleted)
    {
        if (Pins.Find(pin => pin.Id == id) is not { } pin || version <= pin.Version)
            return Unchanged;
        if (deleted)
            return Unpin(id);
        if (pin.Amount == amount)
            return Unchanged;
        (pin.Version, pin.Amount) = (version, amount);
        return Accept(LiveStreamAction.ProductRefreshed);
    }

    public string Edit(string field, string? value)
    {
        if (field == "title" && string.IsNullOrEmpty(value))
            return "validation";
        if (field.EndsWith("Url", StringComparison.Ordinal) && value is not (null or "/one" or "/two"))
            return "validation";

        var kept = field == "title" ? value!.Trim() : value;
        if (Details.GetValueOrDefault(field) == kept)
            return Unchanged;
        Details[field] = kept;
        return Accept(LiveStreamAction.Edited);
    }

    public string Start()
    {
        if (Status == "Live")
            return Unchanged;
        (Status, StartedAt, EndedAt) = ("Live", At, null);
        return Accept(LiveStreamAction.Started);
    }

    public string Stop()
    {
        if (Status != "Live")
            return Status == "Ended" ? Unchanged : "not-started";
        (Status, EndedAt) = ("Ended", At);
        return Accept(LiveStreamAction.Stopped);
    }

    private string Accept(LiveStreamAction action)
    {
        (Action, ChangedAt) = (action, At);
        Version++;
        return Changed;
    }

    internal sealed record Pin(string Id, DateTimeOffset PinnedAt)
    {
        public bool Active { get; set; } = true;

        public bool WasShown { get; set; }

        public string? Note { get; set; }

        public long Version { get; set; }

        public long Amount { get; set; }
    }
}
