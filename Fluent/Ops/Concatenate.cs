using OnnxEmit;

namespace Fluent.Operations
{
    /// <summary>Several tensors one behind the other along an axis.</summary>
    /// <remarks>Inputs of one rank and equal lengths along all other axes.</remarks>
    /// <param name="axis">The axis.</param>
    /// <param name="name">Its name; made from its class when omitted.</param>
    public sealed partial class Concatenate(int axis = 0, string? name = null) : Operation(name)
    {
        /// <summary>Adds the operation to the graph behind tensors.</summary>
        /// <param name="xs">The tensors.</param>
        public Tensor Call(params IEnumerable<Tensor> xs) => Invoke(CallArguments.List(xs))[0];

        /// <inheritdoc/>
        protected internal override LayerResult Lower(LayerCall call)
        {
            ArgumentNullException.ThrowIfNull(call);
            if (call.Inputs.Count == 0)
                throw call.Expects("at least 1 tensor", "none");
            ElementType type = call.Inputs.Select(x => x.Value.ElementType).Aggregate(Promotion.Wider);
            return Op.Concat(Axis, [.. call.Inputs.Select(x => x.Value.Cast(type))]);
        }
    }
}

namespace Fluent
{
    public static partial class Ops
    {
        /// <inheritdoc cref="Operations.Concatenate"/>
        /// <param name="xs">The tensors.</param>
        /// <param name="axis">The axis along which they are joined; negative from the end.</param>
        /// <param name="name">The operation's name; made up when omitted.</param>
        public static Tensor Concatenate(IEnumerable<Tensor> xs, int axis = 0, string? name = null) =>
            new Operations.Concatenate(axis, name).Call(xs);
    }
}
