namespace LiveShop.Tests.Storage.InMemory;

/// <summary>Decides when a call to an in-memory store takes effect. The effect itself is one indivisible step.</summary>
internal interface ICallOrder
{
    Task<T> RunAsync<T>(string call, Func<T> effect, CancellationToken cancellation);
}

/// <summary>Every call at once, after whatever <see cref="Before"/> does: there another writer can come in between.</summary>
internal sealed class InTurn : ICallOrder
{
    /// <summary>Called with the name of the call, such as <c>livestreams.save</c>, before it takes effect.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Lets something happen once, right before the next call of this name.</summary>
    public void OnceBefore(string call, Func<Task> happening)
    {
        var happened = false;
        Before = next =>
        {
            if (happened || next != call)
                return Task.CompletedTask;
            happened = true;
            return happening();
        };
    }

    public async Task<T> RunAsync<T>(string call, Func<T> effect, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await Before(call);
        return effect();
    }
}
