namespace LiveShop.Tests.LiveStreams;

/// <summary>What a stream should be, told as plainly as possible: a list of pins that is changed in place.</summary>
internal sealed class StreamModel
{
    public const string Changed = "changed";
    public const string Unchanged = "unchanged";

    public long Version { get; private set; } = 1;

    public string Status { get; private set; } = "Scheduled";

    public Dictionary<string, string?> Details { get; } = [];

    public List<Pin> Pins { get; } = [];

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
            Pins.Insert(Math.Min(place ?? 50, Pins.Count), new Pin { Id = id, Version = version, Amount = amount });
            return Accept();
        }

        var pin = Pins[at];
        var to = Math.Min(place ?? at, Pins.Count - 1);
        if (to == at && pin.Active)
            return Unchanged;
        Pins.RemoveAt(at);
        Pins.Insert(to, pin);
        pin.Active = true;
        return Accept();
    }

    public string SetActive(string id, bool active)
    {
        if (Pins.Find(pin => pin.Id == id) is not { } pin)
            return "not-found";
        if (pin.Active == active)
            return Unchanged;
        pin.Active = active;
        return Accept();
    }

    public string Unpin(string id) => Pins.RemoveAll(pin => pin.Id == id) == 0 ? Unchanged : Accept();

    public string Reorder(IReadOnlyList<string> ids)
    {
        if (ids.Count != Pins.Count || Pins.Exists(pin => !ids.Contains(pin.Id)))
            return "order-mismatch";
        var sorted = Pins.OrderBy(pin => ids.ToList().IndexOf(pin.Id)).ToList();
        if (sorted.SequenceEqual(Pins))
            return Unchanged;
        Pins.Clear();
        Pins.AddRange(sorted);
        return Accept();
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
        return Accept();
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
        return Accept();
    }

    public string Start() => Status == "Live" ? Unchanged : Become("Live");

    public string Stop() => Status switch
    {
        "Scheduled" => "not-started",
        "Ended" => Unchanged,
        _ => Become("Ended"),
    };

    private string Become(string status)
    {
        Status = status;
        return Accept();
    }

    private string Accept()
    {
        Version++;
        return Changed;
    }

    internal sealed class Pin
    {
        public required string Id { get; init; }

        public bool Active { get; set; } = true;

        public long Version { get; set; }

        public long Amount { get; set; }
    }
}
