namespace Fluent;

/// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997).</summary>
/// <remarks>
/// Input (batch, steps, features), with two first states (batch, units), h and c, as argument <c>initial_state</c> where wanted; output
/// (batch, units) or (batch, steps, units), then h and c where states are returned. Weights: kernel (features, 4·units) with gates i, f,
/// candidate c and o in this order, recurrent_kernel (units, 4·units), bias (4·units).
/// Without mask and dropout of states it predicts by ONNX's own operator.
/// </remarks>
/// <param name="units">The length of the output and of each state, 1 or more.</param>
/// <param name="activation">Applied to the candidate and to the cell state; tanh when omitted.</param>
/// <param name="recurrentActivation">Applied to the gates; sigmoid when omitted.</param>
/// <param name="useBias">Whether a learned bias is added.</param>
/// <param name="kernelInitializer">Draws the first kernel; Glorot uniform when omitted.</param>
/// <param name="recurrentInitializer">Draws the first recurrent kernel; orthogonal when omitted.</param>
/// <param name="biasInitializer">Draws the first bias; zeros when omitted.</param>
/// <param name="unitForgetBias">Whether the forget gate's bias begins with ones, so that nothing is forgotten at first.</param>
/// <param name="kernelRegularizer">A penalty on the kernel.</param>
/// <param name="recurrentRegularizer">A penalty on the recurrent kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="kernelConstraint">What the kernel is held to after each update.</param>
/// <param name="recurrentConstraint">What the recurrent kernel is held to after each update.</param>
/// <param name="biasConstraint">What the bias is held to after each update.</param>
/// <param name="dropout">The share of the input that is set to 0 in training, the same in all steps.</param>
/// <param name="recurrentDropout">The share of the state that is set to 0 in training before its product, the same in all steps.</param>
/// <param name="seed">The seed of the dropout; the model's when omitted.</param>
/// <param name="returnSequences">Whether the outputs of all steps are given rather than that of the last.</param>
/// <param name="returnState">Whether the last states are given behind the output.</param>
/// <param name="goBackwards">Whether the sequence is walked from its end; the outputs then stand in the order of the walk.</param>
/// <param name="stateful">Whether states last from batch to batch: not supported, kept for files.</param>
/// <param name="unroll">Whether the steps are written one by one: makes no difference here, kept for files.</param>
/// <param name="zeroOutputForMask">Whether steps that a mask excludes give zeros rather than the output before them.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class LSTM(
    int units, [Default("Activations.Tanh")] ActivationFunction? activation = null,
    [Default("Activations.Sigmoid")] ActivationFunction? recurrentActivation = null, bool useBias = true,
    [Default("GlorotUniform.Shared")] Initializer? kernelInitializer = null,
    [Default("new Orthogonal()")] Initializer? recurrentInitializer = null, [Default("Zeros.Shared")] Initializer? biasInitializer = null,
    bool unitForgetBias = true,
    Regularizer? kernelRegularizer = null, Regularizer? recurrentRegularizer = null, Regularizer? biasRegularizer = null,
    Constraint? kernelConstraint = null, Constraint? recurrentConstraint = null, Constraint? biasConstraint = null,
    float dropout = 0, float recurrentDropout = 0, int? seed = null,
    bool returnSequences = false, bool returnState = false, bool goBackwards = false, bool stateful = false, bool unroll = false,
    bool zeroOutputForMask = false, string? name = null)
    : RecurrentLayer(
        new LSTMCell(
            units, activation, recurrentActivation, useBias, kernelInitializer, recurrentInitializer, biasInitializer, unitForgetBias,
            kernelRegularizer, recurrentRegularizer, biasRegularizer, kernelConstraint, recurrentConstraint, biasConstraint,
            dropout, recurrentDropout, seed, "lstm_cell"),
        name, returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask)
{
}
