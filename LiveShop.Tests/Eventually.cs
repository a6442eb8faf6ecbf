namespace LiveShop.Tests;

/// <summary>Waits for a condition that nothing announces; fails when it does not come to hold.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <param name="within">A minute when left out.</param>
    public static async Task HoldsAsync(Func<Task<bool>> condition, TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? Patience);
        while (!await condition())
            await Task.Delay(BetweenLooks, patience.Token);
    }

    /// <param name="otherwise">What to say when the patience is over.</param>
    public static async Task HoldsAsync(Func<Task<bool>> condition, TimeSpan patience, Func<string> otherwise)
    {
        using var end = new CancellationTokenSource(patience);
        while (!await condition())
        {
            Assert.False(end.IsCancellationRequested, end.IsCancellationRequested ? otherwise() : null);
            await Task.Delay(BetweenLooks);
        }
    }
}
